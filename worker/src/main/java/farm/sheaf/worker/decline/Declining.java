package farm.sheaf.worker.decline;

import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerKind;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.RunKey;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Passes on work that this worker cannot do, since a worker of another kind may: sent again with
 * this kind noted, a little delayed so that workers of one kind do not toss it to and fro. The farm
 * hears of it once a run, and decides when no kind of its workers can. It is no attempt.
 */
public final class Declining {
  /** How long declined work stays out of sight. */
  static final Duration DELAY = Duration.ofSeconds(30);

  private static final int RUNS_REMEMBERED = 100;

  private final WorkerKind kind;
  private final WorkQueue queue;
  private final Reporter reporter;
  private final Set<RunKey> told =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<RunKey, Boolean> eldest) {
              return size() > RUNS_REMEMBERED;
            }
          });

  /**
   * @param kind this worker's
   */
  public Declining(WorkerKind kind, WorkQueue queue, Reporter reporter) {
    this.kind = kind;
    this.queue = queue;
    this.reporter = reporter;
  }

  /** Whether a worker of this kind has declined it already: then nothing needs to be tried. */
  public boolean declinedBefore(Work work) {
    return switch (work) {
      case Work.Render render -> render.story().declined().contains(kind);
      case Work.Segment _ -> false;
      case Work.Sequence sequence -> sequence.story().declined().contains(kind);
    };
  }

  /** Passes on what {@link #declinedBefore} is true of; then the message may be deleted. */
  public void passOn(Work work) {
    decline(work, "workers like this one (%s) cannot do it, as one of them said".formatted(kind));
  }

  /**
   * Tells the farm and sends the work to others; then the message may be deleted. A piece of a film
   * is dropped, as nothing waits for it.
   *
   * @param why for people, with what to do
   */
  public void decline(Work work, String why) {
    if (told.add(RunKey.of(work.ref()))) {
      reporter.emit(WorkerEvent.Type.WORKER_CANNOT, work.ref(), why);
      reporter.flush();
    }
    switch (work) {
      case Work.Render render -> queue.sendLater(render.declinedBy(kind), DELAY);
      case Work.Segment _ -> {}
      case Work.Sequence sequence -> queue.sendLater(sequence.declinedBy(kind), DELAY);
    }
  }
}
