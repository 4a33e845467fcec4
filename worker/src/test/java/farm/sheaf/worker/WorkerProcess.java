package farm.sheaf.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A worker in a process of its own, killed at the latest when the test ends. */
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final Path talk;

  private WorkerProcess(Process process, Path talk) {
    this.process = process;
    this.talk = talk;
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
    Path talk = Files.createTempFile(Path.of("target"), "worker-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(talk.toFile());
    builder.environment().putAll(environment);
    return new WorkerProcess(builder.start(), talk);
  }

  /** SIGTERM, and the end of its standard input. */
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

  /** Its children and theirs. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** Waits for its end. */
  int exitStatus() {
    return process.onExit().join().exitValue();
  }

  /** All that it said so far. */
  String talk() throws IOException {
    return Files.readString(talk);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
