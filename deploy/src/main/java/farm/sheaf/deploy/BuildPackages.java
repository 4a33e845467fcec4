package farm.sheaf.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds the packages of the three functions, unless they are newer than all that goes into them.
 */
record BuildPackages(DeployFolders folders, Shell shell) implements Step {
  private static final List<String> FUNCTIONS =
      List.of("server-function", "watcher-function", "logger-function");
  private static final List<String> BELOW = List.of("core", "json", "aws");

  @Override
  public String title() {
    return "Function packages";
  }

  @Override
  public Look look() {
    List<Path> packages =
        FUNCTIONS.stream()
            .map(
                each ->
                    folders.root().resolve(each).resolve("target/%s-lambda.jar".formatted(each)))
            .toList();
    if (!packages.stream().allMatch(Files::isRegularFile)) {
      return new Look.Needed();
    }
    FileTime oldest =
        packages.stream().map(BuildPackages::changed).min(FileTime::compareTo).orElseThrow();
    boolean stale =
        Stream.concat(BELOW.stream(), FUNCTIONS.stream())
            .flatMap(each -> sources(folders.root().resolve(each)))
            .anyMatch(source -> changed(source).compareTo(oldest) > 0);
    return stale ? new Look.Needed() : new Look.Done("built");
  }

  @Override
  public String run() {
    shell.must(
        Shell.Call.of(
            folders.root(),
            folders.root().resolve("mvnw").toString(),
            "-q",
            "-B",
            "-ntp",
            "-DskipTests",
            "-Dformat.skip",
            "package",
            "-pl",
            String.join(",", FUNCTIONS),
            "-am"),
        "Does ./sheaf doctor find a JDK 25, and can Maven reach its repository?");
    return "built";
  }

  private static Stream<Path> sources(Path module) {
    try (Stream<Path> files = Files.walk(module.resolve("src/main"))) {
      return Stream.concat(
          Stream.of(module.resolve("pom.xml")),
          files.filter(Files::isRegularFile).toList().stream());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + module, e);
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
