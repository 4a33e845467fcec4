package farm.sheaf.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Stage;
import farm.sheaf.talk.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files above the cluster's manifests, held against what the cluster's own page asks for. */
final class OverlayTest {
  private static final Path CLUSTER = Path.of("../cluster");
  private static final JsonNode PARAMETER =
      Json.parse(
              """
              {"version": 1, "cluster": "worker-cluster-alpha", "nodeRole": "sheaf-node-alpha",
               "queueUrls": {"cpu": "https://sqs.eu-central-1.amazonaws.com/222233334444/JobQueue-alpha"}}\
              """)
          .orElseThrow();

  @TempDir private Path folder = Path.of("");

  @Test
  void all_settings_that_the_manifests_want_are_given_and_no_others() throws IOException {
    overlay(new Choices.Workers(32, 2)).write(folder, CLUSTER);

    assertThat(settings(Files.readString(folder.resolve("deployment.yaml"))))
        .isEqualTo(settings(documented("deployment.yaml")));
  }

  @Test
  void the_kustomization_is_the_documented_one_with_paths_of_its_own() throws IOException {
    overlay(new Choices.Workers(32, 2)).write(folder, CLUSTER);

    String written = Files.readString(folder.resolve("kustomization.yaml"));
    assertThat(written.replaceAll("- \\S+/overlays/", "- ../../cluster/overlays/"))
        .isEqualTo(documented("kustomization.yaml"));
    Path base =
        folder.toRealPath().resolve(written.replaceFirst("(?s).*?  - (\\S+/keda-gpu).*", "$1"));
    assertThat(base.normalize()).isEqualTo(CLUSTER.toRealPath().resolve("overlays/keda-gpu"));
  }

  @Test
  void limits_follow_from_the_workers() throws IOException {
    assertThat(overlay(new Choices.Workers(3, 0)).settings())
        .containsEntry("cpuMaxWorkers", "3")
        .containsEntry("cpuLimit", "16")
        .containsEntry(
            "gpuQueueUrl", "https://sqs.eu-central-1.amazonaws.com/222233334444/JobQueueGpu-alpha");
    assertThat(overlay(new Choices.Workers(3, 0)).base()).isEqualTo("keda");
  }

  private static Overlay overlay(Choices.Workers workers) {
    Target target =
        new Target(
            new Stage("alpha"),
            AwsAccess.of(
                Map.of(
                    "AWS_REGION", "eu-central-1",
                    "AWS_ACCESS_KEY_ID", "test",
                    "AWS_SECRET_ACCESS_KEY", "test")));
    Choices choices =
        new Choices(
            Choices.Scaling.KEDA,
            Choices.Blender.OFFICIAL,
            workers,
            new Choices.Access(List.of(), List.of()),
            Map.of());
    return Overlay.of(
        target,
        choices,
        new Overlay.Image(
            "222233334444.dkr.ecr.eu-central-1.amazonaws.com/sheaf-worker-alpha",
            "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        PARAMETER,
        Map.of("SHEAF_JOB_TABLE", "JobTable-alpha"));
  }

  /** A file as the page shows it. */
  private static String documented(String name) throws IOException {
    String page = Files.readString(CLUSTER.resolve("README.md"));
    int start = page.indexOf("```yaml " + name + "\n");
    return page.substring(page.indexOf('\n', start) + 1, page.indexOf("```", start + 3));
  }

  private static List<String> settings(String yaml) {
    return Pattern.compile("(?m)^  ([a-zA-Z]+): (?=\\S)")
        .matcher(yaml.substring(yaml.indexOf("data:")))
        .results()
        .map(MatchResult::group)
        .sorted()
        .toList();
  }
}
