package farm.sheaf.client.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that the farm of this machine needs, and where it may be. */
public enum Program {
  BLENDER(
      "Blender",
      "SHEAF_BLENDER",
      "/Applications/Blender.app/Contents/MacOS/Blender:/opt/blender/blender:/snap/bin/blender"),
  FFMPEG("ffmpeg", "SHEAF_FFMPEG", "/opt/homebrew/bin/ffmpeg:/usr/local/bin/ffmpeg");

  private final String title;
  private final String variable;

  /** Separated as in {@code PATH}. */
  private final String usual;

  Program(String title, String variable, String usual) {
    this.title = title;
    this.variable = variable;
    this.usual = usual;
  }

  /** As its makers write it. */
  public String title() {
    return title;
  }

  /** The environment variable that names it. */
  public String variable() {
    return variable;
  }

  /** Its command and its package, which all package sources call the same. */
  public String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where the variable points, else on {@code PATH}, else in the usual places. */
  public Optional<Path> find(Map<String, String> environment) {
    String named = environment.getOrDefault(variable, "");
    if (!named.isBlank()) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    Stream<Path> onPath =
        Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder, command()));
    return Stream.concat(onPath, Stream.of(usual.split(":", -1)).map(Path::of))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
