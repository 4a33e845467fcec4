package farm.sheaf.worker.film;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a short-lived program printed, both streams in one.
 *
 * @param exit its exit status
 */
record Answer(int exit, String output) {
  private static final int PATIENCE_MINUTES = 10;

  /**
   * Runs a program to its end.
   *
   * @throws IOException when it cannot be started or does not end
   */
  static Answer of(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException("%s did not end".formatted(command.getFirst()));
      }
      return new Answer(process.exitValue(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(command.getFirst());
    } finally {
      process.destroyForcibly();
    }
  }

  String lastLines() {
    return lastLines(output);
  }

  /** The last few lines of what a program said, in one line, for a message. */
  static String lastLines(String text) {
    List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
  }
}
