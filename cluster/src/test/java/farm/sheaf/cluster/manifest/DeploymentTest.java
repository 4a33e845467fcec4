package farm.sheaf.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import farm.sheaf.aws.FarmResources;
import farm.sheaf.core.job.Pool;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example in README, written as it stands there, becomes a deployment of its own. */
final class DeploymentTest {
  private static final Pattern FILE =
      Pattern.compile("```[a-z]+ ([a-z.]+)\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(strings = {"keda", "keda-gpu", "hpa"})
  void each_overlay_takes_the_settings(String overlay, @TempDir Path folder) throws IOException {
    for (Document document : deployed(overlay, folder)) {
      assertThat(StrictReading.faults(document)).as(document.toString()).isEmpty();
      assertThat(document.tree().toString())
          .as("%s has no placeholder left", document)
          .doesNotContain("111122223333", "us-east-1", "-prod", "\"image\":\"sheaf-worker\"");
    }
  }

  @Test
  void settings_reach_their_places(@TempDir Path folder) throws IOException {
    List<Document> all = deployed("keda-gpu", folder);

    Document cpu = named(all, "worker-cpu");
    assertThat(cpu.at("/spec/maxReplicaCount").asInt()).isEqualTo(32);
    assertThat(cpu.at("/spec/triggers/0/metadata/queueURL").asText()).endsWith("/JobQueue-alpha");
    Document gpu = named(all, "worker-gpu");
    assertThat(gpu.at("/spec/maxReplicaCount").asInt()).isEqualTo(2);
    assertThat(gpu.at("/spec/triggers/0/metadata/queueURL").asText())
        .endsWith("/JobQueueGpu-alpha");
    assertThat(named(all, "sheaf-cpu-spot").at("/spec/limits/cpu").asText()).isEqualTo("64");
    assertThat(named(all, "sheaf-cpu-on-demand").at("/spec/limits/cpu").asText()).isEqualTo("64");
    assertThat(named(all, "sheaf-gpu").at("/spec/limits/nvidia.com~1gpu").asText()).isEqualTo("2");
    Document nodes = named(all, "sheaf", "NodeClass");
    assertThat(nodes.at("/spec/role").asText()).isEqualTo("sheaf-node-alpha");
    assertThat(nodes.at("/spec/securityGroupSelectorTerms/0/tags/aws:eks:cluster-name").asText())
        .isEqualTo("worker-cluster-alpha");
  }

  @Test
  void workers_get_the_farms_names_the_image_and_the_memory(@TempDir Path folder)
      throws IOException {
    List<Document> all = deployed("keda-gpu", folder);
    FarmResources farm = FarmResources.fromEnvironment(Settings.in(all));

    assertThat(farm.queues().job(new Pool("gpu"))).isEqualTo("JobQueueGpu-alpha");
    assertThat(farm.toEnvironment())
        .as("no name is left to its default")
        .containsAllEntriesOf(without(Settings.in(all), "AWS_REGION"));
    assertThat(Settings.in(all).keySet()).containsAll(farm.toEnvironment().keySet());
    for (WorkerPod pod : WorkerPod.in(all)) {
      String memory = pod.pool().equals("gpu") ? "11Gi" : "7Gi";
      assertThat(pod.blender().getResources().getRequests())
          .containsEntry("memory", new Quantity(memory));
      assertThat(pod.blender().getResources().getLimits())
          .containsEntry("memory", new Quantity(memory));
      assertThat(pod.containers())
          .allSatisfy(each -> assertThat(each.getImage()).contains("sheaf-worker-alpha@sha256:"));
      assertThat(pod.worker().getEnvFrom().getFirst().getConfigMapRef().getName())
          .as("with the hash of its content")
          .matches("worker-settings-[a-z0-9]{10}");
    }
  }

  @Test
  void what_is_for_kustomize_alone_stays_there(@TempDir Path folder) throws IOException {
    assertThat(deployed("keda", folder))
        .extracting(Document::kind, Document::name)
        .doesNotContain(tuple("ConfigMap", "deployment"), tuple("PodTemplate", "worker"));
  }

  private static List<Document> deployed(String overlay, Path folder) throws IOException {
    Path real = folder.toRealPath();
    String cluster = real.relativize(Manifests.CLUSTER.toRealPath()).toString();
    for (Map.Entry<String, String> file : example().entrySet()) {
      String content =
          file.getValue()
              .replace("../../cluster/overlays/keda-gpu", cluster + "/overlays/" + overlay)
              .replace("../../cluster", cluster);
      Files.writeString(real.resolve(file.getKey()), content);
    }
    return Manifests.documents(overlay, Manifests.kustomize().render(real));
  }

  private static Map<String, String> example() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    Matcher found = FILE.matcher(Files.readString(Manifests.CLUSTER.resolve("README.md")));
    while (found.find()) {
      files.put(found.group(1), found.group(2));
    }
    assertThat(files).containsOnlyKeys("kustomization.yaml", "deployment.yaml", "worker.env");
    return files;
  }

  private static Document named(List<Document> all, String name, String... kinds) {
    return all.stream()
        .filter(each -> each.name().equals(name))
        .filter(each -> kinds.length == 0 || Stream.of(kinds).anyMatch(each.kind()::equals))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> without(Map<String, String> all, String name) {
    Map<String, String> rest = new LinkedHashMap<>(all);
    rest.remove(name);
    return rest;
  }
}
