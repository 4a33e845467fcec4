package farm.sheaf.worker.stub;

import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.Drain;
import farm.sheaf.worker.claim.RunMarks;
import farm.sheaf.worker.decline.Declining;
import farm.sheaf.worker.render.ChunkRunner;
import farm.sheaf.worker.render.Retry;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.SceneCache;
import farm.sheaf.worker.scene.Scratch;
import farm.sheaf.worker.scene.WarmSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** All of a worker but its loop, with a stub renderer, a farm in memory and a time that stands. */
public final class Bench implements AutoCloseable {
  public static final Duration LEASE = Duration.ofMinutes(2);
  public static final WorkerKind KIND = new WorkerKind("Blender 3.4.1, CPU, no denoiser");

  public final ManualTime time = new ManualTime();
  public final MemoryFarm farm = new MemoryFarm();
  public final StubSessions sessions;
  public final Drain drain;
  public final Scratch scratch;
  public final Reporter reporter;
  public final WarmSession warm;
  public final Declining declining;
  public final Retry retry = new Retry(3, Duration.ofMillis(1));
  public final ChunkRunner chunks;

  /**
   * @param sessions whose frames take this bench's time
   */
  public Bench(Path folder, StubSessions sessions, Duration grace, Optional<Duration> chunkTime)
      throws IOException {
    this.sessions = sessions;
    sessions.passTimeOf(time);
    drain = new Drain(grace, time);
    scratch = Scratch.open(folder.resolve("scratch"), "w1");
    reporter = new Reporter(new WorkerEvent.Source("w1", Pool.CPU, KIND), farm, time);
    SceneCache scenes = new SceneCache(farm, scratch.fresh("scenes"), 1 << 20);
    warm = new WarmSession(sessions, scenes, scratch, reporter, time);
    declining = new Declining(KIND, farm, reporter);
    chunks =
        new ChunkRunner(
            warm, new ChunkRunner.Farm(farm, farm, declining, reporter), retry, chunkTime);
  }

  /** Chunks take as long as they take. */
  public Bench(Path folder, StubSessions sessions, Duration grace) throws IOException {
    this(folder, sessions, grace, Optional.empty());
  }

  public Bench(Path folder) throws IOException {
    this(folder, StubSessions.quick(), Duration.ofMinutes(1));
  }

  /** Lets time pass, with all that is due on the way. */
  public void advance(Duration duration) {
    time.pass(duration);
  }

  public Claim.Terms terms() {
    Duration beat = Claim.Terms.beat(LEASE);
    return new Claim.Terms(LEASE, new RunMarks(farm, beat, time), drain.deadline(), time);
  }

  public StubMessage message(Work work) {
    return new StubMessage(farm, work, 1);
  }

  /** Renders a fresh message. */
  public void render(Work.Render work) throws IOException {
    render(work, message(work));
  }

  public void render(Work.Render work, StubMessage message) throws IOException {
    try (Claim claim = Claim.on(message, terms())) {
      chunks.run(work, claim);
    }
  }

  @Override
  public void close() throws IOException {
    warm.close();
    scratch.close();
  }
}
