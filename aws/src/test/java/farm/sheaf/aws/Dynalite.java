package farm.sheaf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A server that speaks DynamoDB's protocol, for tests: dynalite, in a Node process of its own. It
 * is installed below the aws module's build folder when it is first needed, and ends with this JVM.
 */
public final class Dynalite implements AutoCloseable {
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "serve.js");

  private final Process process;
  private final int port;

  private Dynalite(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Why it cannot be had on this machine; empty when it can. */
  public static Optional<String> unavailable() {
    return List.of("node", "npm").stream()
        .filter(program -> !onPath(program))
        .findFirst()
        .map(
            program ->
                ("DYNAMODB TESTS DO NOT RUN: there is no \"%s\" on PATH. Install Node.js 20 or"
                        + " later to test the job table against DynamoDB's protocol.")
                    .formatted(program));
  }

  private static boolean onPath(String program) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return List.of(path.split(File.pathSeparator, -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Starts one without any table; it keeps its tables in memory. */
  public static Dynalite start() {
    try {
      Path folder = installed();
      Process process =
          new ProcessBuilder("node", "serve.js")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader said = process.inputReader();
      String port = said.readLine();
      if (port == null) {
        throw new IllegalStateException("dynalite does not start; try: node serve.js in " + folder);
      }
      return new Dynalite(process, Integer.parseInt(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variables by which {@link AwsClients} finds it. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + port,
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test");
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static Path installed() throws IOException {
    Path folder = Files.createDirectories(buildFolder().resolve("dynalite"));
    Path done = folder.resolve("installed");
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      if (!Files.exists(done)) {
        for (String file : FILES) {
          try (InputStream content = Dynalite.class.getResourceAsStream("/dynalite/" + file)) {
            Files.write(
                folder.resolve(file),
                Objects.requireNonNull(content, file + " is not among the resources")
                    .readAllBytes());
          }
        }
        install(folder);
        Files.createFile(done);
      }
    }
    return folder;
  }

  private static void install(Path folder) throws IOException {
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(npm.getInputStream().readAllBytes(), UTF_8);
    try {
      if (!npm.waitFor(2, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        throw new IllegalStateException("npm cannot install dynalite: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while npm installed dynalite", e);
    }
  }

  /** This module's, also when the tests of another module run. */
  private static Path buildFolder() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("aws").resolve("pom.xml"))) {
        return folder.resolve("aws").resolve("target");
      }
    }
    return here.resolve("target");
  }
}
