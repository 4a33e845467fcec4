package farm.sheaf.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Stage;
import farm.sheaf.deploy.cluster.EksCluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The file by which a person's kubectl reaches the cluster, read as kubectl reads it. */
final class WriteKubeconfigTest {
  private static final String ARN =
      "arn:aws:eks:us-east-1:123456789012:cluster/worker-cluster-alpha";

  @Test
  void kubectl_signs_in_by_the_aws_cli_with_the_profile_of_whoever_deploys() {
    Config config = written(Map.of("AWS_PROFILE", "studio"));

    ExecConfig exec = config.getUsers().getFirst().getUser().getExec();
    assertThat(exec.getCommand()).isEqualTo("aws");
    assertThat(String.join(" ", exec.getArgs()))
        .isEqualTo(
            "--region us-east-1 eks get-token --cluster-name worker-cluster-alpha --output json");
    assertThat(exec.getEnv())
        .singleElement()
        .satisfies(each -> assertThat(each.getValue()).isEqualTo("studio"));
  }

  @Test
  void it_names_the_cluster_by_its_arn_and_holds_no_secret() {
    Config config = written(Map.of());

    assertThat(config.getCurrentContext()).isEqualTo(ARN);
    assertThat(config.getClusters().getFirst().getCluster().getCertificateAuthorityData())
        .isEqualTo("Q0E=");
    assertThat(config.getUsers().getFirst().getUser().getExec().getEnv()).isEmpty();
    assertThat(text(Map.of())).doesNotContain("AKID", "hidden");
  }

  private static Config written(Map<String, String> more) {
    return Serialization.unmarshal(text(more), Config.class);
  }

  private static String text(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "AKID",
                "AWS_SECRET_ACCESS_KEY", "hidden"));
    environment.putAll(more);
    Target target = new Target(new Stage("alpha"), AwsAccess.of(environment));
    return new WriteKubeconfig(target, Path.of("unwritten"), _ -> {})
        .text(new EksCluster.Api(ARN, "https://alpha.eks.amazonaws.com", "Q0E=", List.of()));
  }
}
