package farm.sheaf.worker.report;

import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.time.Registration;
import farm.sheaf.worker.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;

/**
 * Says that this worker is there, when it has had nothing else to say for a minute: while it waits
 * for work, and during long frames. So whoever was silent for longer has died.
 */
public final class Alive implements AutoCloseable {
  /** At most one event in this time is this one's. */
  static final Duration SILENCE = Duration.ofMinutes(1);

  private final Reporter reporter;
  private final Timekeeper time;
  private Registration next = () -> {};
  private boolean closed;

  private Alive(Reporter reporter, Timekeeper time) {
    this.reporter = reporter;
    this.time = time;
  }

  /** Begins; ends with the close. */
  public static Alive begin(Reporter reporter, Timekeeper time) {
    Alive alive = new Alive(reporter, time);
    alive.wakeAfter(SILENCE);
    return alive;
  }

  /** How much longer nothing needs to be said; nothing or less: it must be said now. */
  static Duration left(Instant lastWord, Instant now) {
    return Duration.between(now, lastWord.plus(SILENCE));
  }

  private synchronized void wakeAfter(Duration delay) {
    if (!closed) {
      next = time.after(delay, this::look);
    }
  }

  private synchronized void look() {
    if (closed) {
      return;
    }
    Duration left = left(reporter.lastWord(), time.instant());
    if (left.isPositive()) {
      wakeAfter(left);
    } else {
      reporter.emit(WorkerEvent.Type.WORKER_ALIVE, "");
      wakeAfter(SILENCE);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.close();
  }
}
