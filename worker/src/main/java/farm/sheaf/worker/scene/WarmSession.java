package farm.sheaf.worker.scene;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.blender.OpenResult;
import farm.sheaf.worker.blender.SceneSetup;
import farm.sheaf.worker.blender.Session;
import farm.sheaf.worker.blender.Sessions;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.report.Reporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one warm Blender of a worker: opened when a run's first frame needs it, kept across chunks,
 * and closed when another run comes, when it died, or when nothing came for a while. One thread
 * uses it.
 */
public final class WarmSession implements AutoCloseable {
  private static final int VERDICTS = 100;

  private final Sessions sessions;
  private final SceneCache scenes;
  private final Scratch scratch;
  private final Reporter reporter;
  private final InstantSource clock;
  private final Map<RunKey, Readiness.Refused> verdicts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RunKey, Readiness.Refused> eldest) {
          return size() > VERDICTS;
        }
      };
  private volatile @Nullable Warm warm;
  private FrameTimes times = new FrameTimes();
  private @Nullable RunKey timesOf;
  private Instant lastUse = Instant.MIN;
  private int opened;

  private record Warm(TaskRef first, Session session, Path folder) {}

  public WarmSession(
      Sessions sessions,
      SceneCache scenes,
      Scratch scratch,
      Reporter reporter,
      InstantSource clock) {
    this.sessions = sessions;
    this.scenes = scenes;
    this.scratch = scratch;
    this.reporter = reporter;
    this.clock = clock;
  }

  /** Whether this run's scene is open here already. */
  public boolean holds(TaskRef ref) {
    return holding(ref) != null;
  }

  private @Nullable Warm holding(TaskRef ref) {
    Warm open = warm;
    return open != null && RunKey.of(open.first()).equals(RunKey.of(ref)) && open.session().alive()
        ? open
        : null;
  }

  /** The scene of this work, opened if it is not; waits until then, or until work must stop. */
  public Readiness ready(JobSpec spec, Claim claim) throws IOException {
    lastUse = clock.instant();
    TaskRef ref = claim.ref();
    Warm held = holding(ref);
    if (held != null) {
      return new Readiness.Ready(held.session(), held.folder(), times);
    }
    close();
    Readiness.Refused verdict = verdicts.get(RunKey.of(ref));
    if (verdict != null) {
      return verdict;
    }
    Readiness readiness = open(spec, claim);
    if (readiness instanceof Readiness.Refused refused && lasting(refused.kind())) {
      verdicts.put(RunKey.of(ref), refused);
    }
    return readiness;
  }

  /** Whether another try here would end alike. */
  private static boolean lasting(FailureKind kind) {
    return switch (kind) {
      case SCENE, WORKER -> true;
      case RESOURCE, PLATFORM, TIMEOUT, CRASH -> false;
    };
  }

  private Readiness open(JobSpec spec, Claim claim) throws IOException {
    if (!scenes.has(spec.file())) {
      reporter.emit(WorkerEvent.Type.DOWNLOADING_SCENE, claim.ref(), "Downloading blend file");
    }
    return switch (scenes.fetch(spec.file())) {
      case SceneCache.Lookup.Lost lost -> new Readiness.Refused(FailureKind.SCENE, lost.message());
      case SceneCache.Lookup.Here here -> open(here.file(), spec, claim);
    };
  }

  private Readiness open(Path file, JobSpec spec, Claim claim) throws IOException {
    opened++;
    Path folder = scratch.fresh("session-" + opened);
    CompletableFuture<OpenResult> opening = new CompletableFuture<>();
    CompletableFuture<Readiness> stopped = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("opening")
        .start(() -> complete(opening, new SceneSetup(file, spec, folder)));
    try (var _ = claim.atStop(() -> stopped.complete(new Readiness.Stopped()))) {
      CompletableFuture.anyOf(opening, stopped).join();
    }
    if (!opening.isDone()) {
      var _ = opening.thenAccept(WarmSession::close);
      return new Readiness.Stopped();
    }
    return switch (opening.join()) {
      case OpenResult.Refused refused -> {
        Scratch.remove(folder);
        yield new Readiness.Refused(refused.kind(), refused.message());
      }
      case OpenResult.Opened(Session session) -> keep(session, folder, claim.ref());
    };
  }

  private void complete(CompletableFuture<OpenResult> opening, SceneSetup setup) {
    try {
      opening.complete(sessions.open(setup));
    } catch (RuntimeException e) {
      opening.completeExceptionally(e);
    }
  }

  private Readiness keep(Session session, Path folder, TaskRef ref) {
    warm = new Warm(ref, session, folder);
    if (!RunKey.of(ref).equals(timesOf)) {
      timesOf = RunKey.of(ref);
      times = new FrameTimes();
    }
    reporter.emit(WorkerEvent.Type.SESSION_OPENED, ref, "");
    session
        .report()
        .warnings()
        .forEach(warning -> reporter.emit(WorkerEvent.Type.WARNING, ref, warning));
    return new Readiness.Ready(session, folder, times);
  }

  private static void close(OpenResult result) {
    switch (result) {
      case OpenResult.Opened(Session session) -> session.close();
      case OpenResult.Refused _ -> {}
    }
  }

  /** Ends Blender at once, from any thread: this worker is about to end itself. */
  public void abort() {
    Warm open = warm;
    if (open != null) {
      open.session().abort();
    }
  }

  /** Closes it if it was not used for this long. */
  public void closeIfIdle(Duration idle) throws IOException {
    if (warm != null && !clock.instant().isBefore(lastUse.plus(idle))) {
      close();
    }
  }

  /** Leaves no Blender behind. */
  @Override
  public void close() throws IOException {
    Warm last = warm;
    if (last != null) {
      warm = null;
      last.session().close();
      reporter.emit(WorkerEvent.Type.SESSION_CLOSED, last.first(), "Clean up");
      Scratch.remove(last.folder());
    }
  }
}
