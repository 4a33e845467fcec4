package farm.sheaf.worker.blender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The Blender that tests use: the one that a worker on this machine would find. */
public final class InstalledBlender {
  private static final long PATIENCE_S = 120;

  private InstalledBlender() {}

  /**
   * @throws IllegalStateException saying what to install
   */
  public static BlenderProgram program() {
    return switch (BlenderProgram.find(Optional.empty(), System.getenv())) {
      case BlenderSearch.Found found -> found.program();
      case BlenderSearch.NotFound notFound -> throw new IllegalStateException(notFound.message());
    };
  }

  /** Runs a plain {@code blender -b --factory-startup ...} to its end; throws where it fails. */
  public static void run(Path output, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program().executable().toString());
    command.addAll(List.of("-b", "--factory-startup"));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running after 2 minutes: " + command);
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "exit status %d of %s; see %s".formatted(process.exitValue(), command, output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
