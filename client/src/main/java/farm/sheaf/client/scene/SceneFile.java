package farm.sheaf.client.scene;

import farm.sheaf.core.scene.FileKind;
import farm.sheaf.json.Spelling;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scene on the artist's disk that is there, readable and Blender's.
 *
 * @param path absolute
 */
public record SceneFile(Path path) {
  private static final int START = 512;

  /** Looks at the file; a person who mistyped its name is told what lies near it. */
  public static SceneFile open(Path typed) {
    Path path = typed.toAbsolutePath().normalize();
    if (Files.isDirectory(path)) {
      throw Problem.usage(isFolder(typed, path));
    }
    if (!Files.exists(path)) {
      throw Problem.usage(isNotThere(typed, path));
    }
    if (!Files.isReadable(path)) {
      throw Problem.usage(
          "%s may not be read by you.\nCheck with: ls -l \"%s\"".formatted(typed, typed));
    }
    otherKind(path)
        .ifPresent(
            kind -> {
              throw Problem.usage(
                  "%s is %s, not a Blender file.\nGive the .blend that you save in Blender."
                      .formatted(typed, kind));
            });
    return new SceneFile(path);
  }

  /** The file's own name: its key on the farm. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** The file's size. */
  public long bytes() {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new Problem(
          ExitCode.FAILED, "%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The name without {@code .blend}. */
  public String stem() {
    return name().replaceFirst("\\.blend$", "");
  }

  /** A path beside the scene. */
  public Path beside(String name) {
    return path.resolveSibling(name);
  }

  private static String isFolder(Path typed, Path path) {
    List<String> scenes = scenesIn(path);
    String inside =
        scenes.isEmpty()
            ? "There is no .blend file in it."
            : "In it: " + scenes.stream().limit(5).collect(Collectors.joining(", "));
    return "%s is a folder; give one .blend file.\n%s".formatted(typed, inside);
  }

  private static String isNotThere(Path typed, Path path) {
    Path folder = path.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "There is no folder %s.\nCheck the path, or go there first with cd."
          .formatted(folder == null ? path : folder);
    }
    String name = String.valueOf(path.getFileName());
    List<String> scenes = scenesIn(folder);
    List<String> near = Spelling.near(name, scenes);
    if (!near.isEmpty()) {
      return "There is no file %s.\nDid you mean %s?"
          .formatted(
              typed,
              near.stream().map(each -> besides(typed, each)).collect(Collectors.joining(" or ")));
    }
    return scenes.isEmpty()
        ? "There is no file %s, and no .blend file in %s.".formatted(typed, folder)
        : "There is no file %s.\nIn %s: %s"
            .formatted(typed, folder, scenes.stream().limit(5).collect(Collectors.joining(", ")));
  }

  private static String besides(Path typed, String name) {
    return typed.resolveSibling(name).toString();
  }

  private static List<String> scenesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> String.valueOf(each.getFileName()))
          .filter(name -> name.endsWith(".blend"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static Optional<String> otherKind(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return FileKind.otherThanBlend(in.readNBytes(START));
    } catch (IOException e) {
      throw new Problem(
          ExitCode.FAILED, "%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }
}
