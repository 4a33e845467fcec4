package farm.sheaf.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.talk.Problem;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KubeContextTest {
  private static final String ARN = "arn:aws:eks:eu-central-1:1:cluster/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        ARN + "worker-cluster-alpha",
        "worker-cluster-alpha",
        "worker-cluster-alpha.eu-central-1.eksctl.io"
      })
  void the_farms_cluster_is_found_whatever_kubectl_has_chosen(String name, @TempDir Path folder) {
    try (StubCloud cloud = new StubCloud()) {
      Path file = cloud.kubeconfig(folder.resolve("config"), name);
      assertThat(in(file).config().getMasterUrl())
          .startsWith(cloud.environment().getOrDefault("AWS_ENDPOINT_URL", "?"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ARN + "worker-cluster-alpha2",
        "arn:aws:eks:eu-west-1:1:cluster/worker-cluster-alpha",
        "other"
      })
  void no_other_cluster_is_taken_for_it(String name, @TempDir Path folder) {
    try (StubCloud cloud = new StubCloud()) {
      Path file = cloud.kubeconfig(folder.resolve("config"), name);
      assertThatThrownBy(() -> in(file).config())
          .isInstanceOf(Problem.class)
          .hasMessageContaining(
              "aws eks update-kubeconfig --name worker-cluster-alpha --region eu-central-1");
    }
  }

  @Test
  void a_file_that_is_not_there_has_no_entry(@TempDir Path folder) {
    assertThatThrownBy(() -> in(folder.resolve("none")).config())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("has no entry for the cluster");
  }

  private static KubeContext in(Path file) {
    return new KubeContext(
        Map.of("KUBECONFIG", file.toString()), "worker-cluster-alpha", "eu-central-1");
  }
}
