package farm.sheaf.worker.blender;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An executable Blender on this machine, or where it runs.
 *
 * @param launching who starts it
 * @param device what Cycles is to compute on; empty: the CPU, unless the scene's own scripts say
 *     otherwise
 */
public record BlenderProgram(Path executable, Launching launching, Optional<CyclesDevice> device) {
  /** Names the executable where no option does. */
  public static final String VARIABLE = "SHEAF_BLENDER";

  static final String ADVICE =
      "install it (Debian and Ubuntu: apt-get install blender; others: blender.org/download), or"
          + " name it with --blender or "
          + VARIABLE;

  public BlenderProgram(Path executable) {
    this(executable, new Launching.Direct(), Optional.empty());
  }

  public BlenderProgram with(Launching other) {
    return new BlenderProgram(executable, other, device);
  }

  public BlenderProgram with(Optional<CyclesDevice> other) {
    return new BlenderProgram(executable, launching, other);
  }

  /**
   * Looks for Blender: the option, {@code SHEAF_BLENDER}, {@code PATH}, then the usual folders. An
   * option or variable that names no program is an answer, not a reason to look further.
   *
   * @param option what {@code --blender} said
   * @param environment the process's own
   */
  public static BlenderSearch find(Optional<Path> option, Map<String, String> environment) {
    Optional<Path> named =
        option.or(() -> Optional.ofNullable(environment.get(VARIABLE)).map(Path::of));
    if (named.isPresent()) {
      return executable(named.get())
          ? found(named.get())
          : new BlenderSearch.NotFound(
              "Blender: %s is not an executable file; %s".formatted(named.get(), ADVICE));
    }
    List<Path> places = new ArrayList<>(onPath(environment));
    places.addAll(usualPlaces(environment));
    return places.stream()
        .filter(BlenderProgram::executable)
        .findFirst()
        .map(BlenderProgram::found)
        .orElseGet(
            () ->
                new BlenderSearch.NotFound(
                    "Blender: there is none on PATH nor in the usual folders (/usr/bin, /opt,"
                        + " /Applications, your home); "
                        + ADVICE));
  }

  private static BlenderSearch found(Path executable) {
    return new BlenderSearch.Found(new BlenderProgram(executable));
  }

  private static List<Path> onPath(Map<String, String> environment) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "blender"))
        .toList();
  }

  private static List<Path> usualPlaces(Map<String, String> environment) {
    List<Path> places = new ArrayList<>();
    places.add(Path.of("/usr/bin/blender"));
    places.add(Path.of("/usr/local/bin/blender"));
    places.add(Path.of("/snap/bin/blender"));
    places.add(Path.of("/Applications/Blender.app/Contents/MacOS/Blender"));
    places.addAll(unpacked(Path.of("/opt")));
    Optional.ofNullable(environment.get("HOME"))
        .map(Path::of)
        .map(BlenderProgram::unpacked)
        .ifPresent(places::addAll);
    return places;
  }

  /** Where a download from blender.org was unpacked; the highest name, so the newest, first. */
  private static List<Path> unpacked(Path folder) {
    try (DirectoryStream<Path> releases = Files.newDirectoryStream(folder, "blender*")) {
      List<Path> programs = new ArrayList<>();
      releases.forEach(release -> programs.add(release.resolve("blender")));
      return programs.stream().sorted((a, b) -> b.compareTo(a)).toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static boolean executable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** Starts it once and asks what it is; takes about a second. */
  public BlenderProbe probe() {
    return new ProbeRun(this).answer();
  }
}
