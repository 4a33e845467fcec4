package farm.sheaf.worker.blender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The test scenes, made by {@code test-scenes/make.py} when they are first wanted and kept in
 * {@code worker/target/test-scenes} until the scripts change.
 */
public final class TestScenes {
  /**
   * Where the scenes of strangers are; {@code ../shared/scenes} beside the repository unless set.
   */
  public static final String SHARED_VARIABLE = "SHEAF_SHARED_SCENES";

  private static final Object LOCK = new Object();

  private TestScenes() {}

  /** A scene by its name in {@code make.py}, such as {@code tiny}. Not to be written to. */
  public static Path scene(String name) {
    return cached(
        name,
        made ->
            List.of(
                "--python",
                root().resolve("test-scenes/make.py").toString(),
                "--",
                name,
                made.toString()));
  }

  /**
   * A scene changed by some Python, which finds the scene as {@code scene}.
   *
   * @param name of the result, unlike all others
   */
  public static Path changed(String base, String name, String python) {
    Path original = scene(base);
    return cached(
        base + "-" + name,
        made ->
            List.of(
                original.toString(),
                "--python-exit-code",
                "1",
                "--python-expr",
                "import bpy; scene = bpy.context.scene\n%s\nbpy.ops.wm.save_as_mainfile(filepath=r'%s', relative_remap=False)"
                    .formatted(python, made)));
  }

  /** A stranger's scene by its file name; the test is skipped, saying so, where it is absent. */
  public static Path shared(String fileName) {
    Path folder =
        Optional.ofNullable(System.getenv(SHARED_VARIABLE))
            .map(Path::of)
            .orElseGet(() -> root().resolveSibling("shared").resolve("scenes"));
    Path file = folder.resolve(fileName);
    Assumptions.assumeTrue(
        Files.exists(file),
        () -> "skipped: there is no %s; %s can name its folder".formatted(file, SHARED_VARIABLE));
    return file;
  }

  /** The repository's folder. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("test-scenes/make.py"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException(
          "no test-scenes/make.py above %s; run the tests inside the repository"
              .formatted(Path.of("").toAbsolutePath()));
    }
    return folder;
  }

  private interface Arguments {
    List<String> writing(Path made);
  }

  private static Path cached(String name, Arguments arguments) {
    Path folder = root().resolve("worker/target/test-scenes");
    Path wanted = folder.resolve(name + ".blend");
    synchronized (LOCK) {
      try {
        if (Files.exists(wanted)
            && Files.getLastModifiedTime(wanted).compareTo(scriptsChanged()) > 0) {
          return wanted;
        }
        Files.createDirectories(folder);
        Path workshop = Files.createTempDirectory(folder, "making");
        Path made = workshop.resolve(name + ".blend");
        InstalledBlender.run(folder.resolve(name + ".log"), arguments.writing(made));
        Files.move(
            made, wanted, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(workshop.resolve(name + ".blend1"));
        Files.delete(workshop);
        return wanted;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static FileTime scriptsChanged() throws IOException {
    try (Stream<Path> files = Files.walk(root().resolve("test-scenes"))) {
      FileTime last = FileTime.fromMillis(0);
      for (Path file : files.filter(f -> f.toString().endsWith(".py")).toList()) {
        FileTime changed = Files.getLastModifiedTime(file);
        last = changed.compareTo(last) > 0 ? changed : last;
      }
      return last;
    }
  }
}
