package farm.sheaf.worker.stub;

import farm.sheaf.core.work.Work;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.Drain;
import farm.sheaf.worker.claim.RunMarks;
import farm.sheaf.worker.render.ChunkRunner;
import farm.sheaf.worker.render.Retry;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.SceneCache;
import farm.sheaf.worker.scene.Scratch;
import farm.sheaf.worker.scene.WarmSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** All of a worker but its loop, with a stub renderer and a farm in memory. */
public final class Bench implements AutoCloseable {
  public static final Duration LEASE = Duration.ofSeconds(2);

  public final MemoryFarm farm = new MemoryFarm();
  public final StubSessions sessions;
  public final Drain drain;
  public final Scratch scratch;
  public final Reporter reporter;
  public final WarmSession warm;
  public final Retry retry = new Retry(3, Duration.ofMillis(1));
  public final ChunkRunner chunks;
  private Duration ahead = Duration.ZERO;

  /** Real time, and what a test adds to it. */
  public final InstantSource clock = this::now;

  public Bench(Path folder, StubSessions sessions, Duration grace) throws IOException {
    this.sessions = sessions;
    drain = new Drain(grace);
    scratch = Scratch.open(folder.resolve("scratch"), "w1");
    reporter = new Reporter("w1", farm, clock);
    SceneCache scenes = new SceneCache(farm, scratch.fresh("scenes"), 1 << 20);
    warm = new WarmSession(sessions, scenes, scratch, reporter, clock);
    chunks = new ChunkRunner(warm, farm, farm, reporter, retry);
  }

  public Bench(Path folder) throws IOException {
    this(folder, StubSessions.quick(), Duration.ofMinutes(1));
  }

  private synchronized Instant now() {
    return Instant.now().plus(ahead);
  }

  public synchronized void advance(Duration duration) {
    ahead = ahead.plus(duration);
  }

  public Claim.Terms terms() {
    Duration beat = Claim.Terms.beat(LEASE);
    return new Claim.Terms(LEASE, new RunMarks(farm, beat, clock), drain, clock);
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
