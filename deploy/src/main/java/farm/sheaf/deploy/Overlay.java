package farm.sheaf.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A deployment's own three files above one of the cluster's overlays; {@code cluster/README.md}
 * says what each setting fills.
 *
 * @param settings of the objects
 * @param worker what each worker reads from its environment
 */
record Overlay(String base, Image image, Map<String, String> settings, Map<String, String> worker) {
  private static final int LEAST_CPU_LIMIT = 16;

  /** An image by its digest. */
  record Image(String name, String digest) {}

  /**
   * Puts the settings together.
   *
   * @param cluster the cluster's SSM parameter
   */
  static Overlay of(
      Target target, Choices choices, Image image, JsonNode cluster, Map<String, String> farm) {
    Map<String, String> settings = new LinkedHashMap<>();
    String cpuQueue = cluster.path("queueUrls").path("cpu").asText();
    int cpu = choices.workers().cpu();
    int gpu = Math.max(1, choices.workers().gpu());
    settings.put("stage", target.stage().name());
    settings.put("region", target.region());
    settings.put("cluster", cluster.path("cluster").asText());
    settings.put("nodeRole", cluster.path("nodeRole").asText());
    settings.put("cpuQueueUrl", cpuQueue);
    settings.put("cpuMaxWorkers", String.valueOf(cpu));
    settings.put("cpuLimit", String.valueOf(Math.max(LEAST_CPU_LIMIT, 2 * cpu)));
    settings.put("cpuBlenderMemory", "3Gi");
    settings.put(
        "gpuQueueUrl",
        cluster
            .path("queueUrls")
            .path("gpu")
            .asText(cpuQueue.replace("/JobQueue-", "/JobQueueGpu-")));
    settings.put("gpuMaxWorkers", String.valueOf(gpu));
    settings.put("gpuLimit", String.valueOf(gpu));
    settings.put("gpuBlenderMemory", "10Gi");
    Map<String, String> worker = new TreeMap<>(farm);
    worker.put("AWS_REGION", target.region());
    return new Overlay(choices.overlay(), image, settings, worker);
  }

  /**
   * Writes the files.
   *
   * @param cluster the folder of the manifests; kustomize takes relative paths only
   */
  void write(Path folder, Path cluster) {
    try {
      Files.createDirectories(folder);
      Path real = folder.toRealPath();
      Path overlays = real.relativize(cluster.toRealPath()).resolve("overlays");
      Files.writeString(
          folder.resolve("kustomization.yaml"),
          """
          apiVersion: kustomize.config.k8s.io/v1beta1
          kind: Kustomization
          resources:
            - %1$s/%2$s
            - deployment.yaml
          components:
            - %1$s/settings
          images:
            - name: sheaf-worker
              newName: %3$s
              digest: %4$s
          configMapGenerator:
            - name: worker-settings
              namespace: sheaf
              behavior: replace
              envs:
                - worker.env
          """
              .formatted(overlays, base, image.name(), image.digest()));
      Files.writeString(
          folder.resolve("deployment.yaml"),
          """
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: deployment
            annotations:
              config.kubernetes.io/local-config: "true"
          data:
          """
              + settings.entrySet().stream()
                  .map(each -> "  %s: \"%s\"\n".formatted(each.getKey(), each.getValue()))
                  .collect(Collectors.joining()));
      Files.writeString(
          folder.resolve("worker.env"),
          worker.entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder, e);
    }
  }
}
