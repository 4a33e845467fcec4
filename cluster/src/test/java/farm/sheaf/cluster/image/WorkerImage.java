package farm.sheaf.cluster.image;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.aws.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The image, built by the very command that people use. */
record WorkerImage(Podman podman, String name) {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** With the distribution's Blender, for which no download of 400 MB is needed. */
  static WorkerImage build(Podman podman) {
    String name = "localhost/sheaf-worker:test";
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
                name));
    BaseImage.of(podman).ifPresent(base -> command.addAll(List.of("--base", base)));
    Shell withJdk =
        new Shell(
            java.util.Map.of(
                "SHEAF_JAVA_HOME",
                System.getProperty("java.home"),
                "CONTAINERS_CONF",
                podman.shell().environment().getOrDefault("CONTAINERS_CONF", "")));
    withJdk.run(PATIENCE, command);
    return new WorkerImage(podman, name);
  }

  JsonNode inspect() throws IOException {
    return Json.MAPPER.readTree(podman.run(Shell.SHORT, "image", "inspect", name)).path(0);
  }

  /** Every command of every layer. */
  String history() {
    return podman.run(
        Shell.SHORT, "history", "--no-trunc", "--format", "{{.CreatedBy}} {{.Comment}}", name);
  }
}
