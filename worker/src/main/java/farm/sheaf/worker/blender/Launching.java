package farm.sheaf.worker.blender;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who starts Blender for this worker, and how little a scene can reach from there. */
public sealed interface Launching {
  /** Where the launcher's Python lies, below the folder that {@link DriverFiles} unpacked. */
  String SCRIPT = "sheaf_launcher";

  /** This process, with all that its user may do. */
  record Direct() implements Launching {}

  /** This process, through a launcher that first takes away the network. */
  record Confined(Path python) implements Launching {}

  /**
   * A launcher that runs as another user, most likely in another container.
   *
   * @param socket where it listens
   * @param shared a folder that both users reach by the same path, and whose new files are their
   *     common group's
   */
  record Apart(Path socket, Path shared) implements Launching {}

  /**
   * The ways on this machine, the best first: confined where Python is, and the last resort. A
   * system's own Python goes before others, which may be scripts that look for one.
   */
  static List<Launching> onThisMachine(Map<String, String> environment) {
    return Stream.concat(
            Stream.of(Path.of("/usr/bin")),
            Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of))
        .map(folder -> folder.resolve("python3"))
        .filter(Files::isExecutable)
        .findFirst()
        .<List<Launching>>map(python -> List.of(new Confined(python), new Direct()))
        .orElseGet(() -> List.of(new Direct()));
  }

  /**
   * What goes before Blender's own command.
   *
   * @param driver the folder that {@link DriverFiles} unpacked
   * @param outbox where Blender may leave files
   */
  default List<String> before(Path driver, Path outbox) {
    String script = driver.resolve(SCRIPT).toString();
    return switch (this) {
      case Direct() -> List.of();
      case Confined(Path python) -> List.of(python.toString(), "-I", script, "exec", "--");
      case Apart(Path socket, Path _) ->
          List.of(
              "python3",
              "-I",
              script,
              "call",
              socket.toString(),
              "--outbox",
              outbox.toString(),
              "--");
    };
  }
}
