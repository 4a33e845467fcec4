package farm.sheaf.cluster.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end, with more in their environment than this process has. */
record Shell(Map<String, String> environment) {
  static final Duration SHORT = Duration.ofSeconds(60);

  /**
   * @param output of both kinds
   */
  record Result(int exit, String output) {}

  /** What it printed; an error with that when it fails. */
  String run(Duration patience, List<String> command) {
    Result result = ask(patience, command);
    if (result.exit() != 0) {
      throw new IllegalStateException(
          "exit status %d of %s:%n%s".formatted(result.exit(), command, result.output()));
    }
    return result.output();
  }

  Result ask(Duration patience, List<String> command) {
    try {
      Path output = Files.createTempFile("sheaf-image", ".log");
      try {
        return ask(patience, command, output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Result ask(Duration patience, List<String> command, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "no end after %s of %s:%n%s".formatted(patience, command, Files.readString(output)));
      }
      return new Result(process.exitValue(), Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
