package farm.sheaf.client.machine;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Programs of this very machine. None of them gets a keyboard: nobody would see it ask. */
record RealCommands(Duration patience) implements Commands {
  private static final Redirect NO_INPUT = Redirect.from(new File("/dev/null"));

  @Override
  public int run(List<String> command, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(NO_INPUT)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public Optional<String> output(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectInput(NO_INPUT).start();
      CompletableFuture<Process> timer =
          process
              .onExit()
              .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
              .exceptionally(tooLong -> process.destroyForcibly());
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean well = process.waitFor() == 0;
      timer.cancel(false);
      return well ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
