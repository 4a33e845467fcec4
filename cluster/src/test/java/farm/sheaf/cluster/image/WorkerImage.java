package farm.sheaf.cluster.image;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The image, built by the very command that people use. */
record WorkerImage(Podman podman, String id) {
  private static final String NAME = "localhost/sheaf-worker:test";
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** With the distribution's Blender, for which no download of 400 MB is needed. */
  static WorkerImage build(Podman podman) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of("image", "build").toAbsolutePath().toString(),
                "--engine",
                "podman",
                "--blender",
                "debian",
                "--no-maven",
                "--tag",
                NAME));
    BaseImage.of(podman).ifPresent(base -> command.addAll(List.of("--base", base)));
    Shell withJdk =
        new Shell(
            Map.of(
                "SHEAF_JAVA_HOME",
                System.getProperty("java.home"),
                "CONTAINERS_CONF",
                podman.shell().environment().getOrDefault("CONTAINERS_CONF", "")));
    withJdk.run(PATIENCE, command);
    return new WorkerImage(
        podman, podman.run(Shell.SHORT, "image", "inspect", "--format", "{{.Id}}", NAME));
  }

  JsonNode inspect() throws IOException {
    return Json.MAPPER.readTree(podman.run(Shell.SHORT, "image", "inspect", id)).path(0);
  }

  /** Every command of every layer. */
  String history() {
    return podman.run(
        Shell.SHORT, "history", "--no-trunc", "--format", "{{.CreatedBy}} {{.Comment}}", id);
  }
}
