package farm.sheaf.conformance.farm;

import farm.sheaf.core.job.Pool;
import farm.sheaf.worker.StubRendererMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A worker in a process of its own whose frames are drawn by Java, not by Blender. */
public final class WorkerRun implements AutoCloseable {
  private final Process process;
  private final Path log;

  private WorkerRun(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * How a worker works.
   *
   * @param frame how long a frame takes
   */
  public record Setup(Pool pool, Duration frame, Map<String, String> environment, Path folder) {}

  static WorkerRun start(Setup setup) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(StubRendererMain.class.getName(), "--exit-with-parent"));
    command.addAll(List.of("--pool", setup.pool().name(), "--poll", "1s", "--grace", "5s"));
    command.addAll(List.of("--lease", FarmParts.LEASE.toSeconds() + "s"));
    command.addAll(List.of("--scratch", setup.folder().resolve("scratch").toString()));
    Path log = Files.createTempFile(setup.folder(), "worker-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(setup.environment());
    builder.environment().put("SHEAF_STUB_FRAME_MILLIS", Long.toString(setup.frame().toMillis()));
    return new WorkerRun(builder.start(), log);
  }

  /** As a machine that is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Lets it hand back what it has; gives its exit status. */
  public int drain() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  /** How many frames it says that it rendered. */
  public long rendered() throws IOException {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("frame-rendered")).count();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
