package farm.sheaf.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A worker in a process of its own, killed at the latest when the test ends. */
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final CompletableFuture<String> talk;

  private WorkerProcess(Process process) {
    this.process = process;
    this.talk =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return new String(
                    process.getInputStream().readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
              } catch (IOException e) {
                return e.toString();
              }
            },
            task -> Thread.ofPlatform().daemon().start(task));
  }

  static WorkerProcess start(
      Class<?> main, Map<String, String> environment, Collection<String> options, Path scratch)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--scratch",
                scratch.toString(),
                "--exit-with-parent"));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new WorkerProcess(builder.start());
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  /** What its parent's end looks like from inside. */
  void endStandardInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Waits for its end. */
  int exitStatus() {
    return process.onExit().join().exitValue();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** All that it said; waits for its end. */
  String talk() {
    return talk.join();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
