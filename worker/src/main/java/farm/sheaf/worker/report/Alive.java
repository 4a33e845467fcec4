package farm.sheaf.worker.report;

import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.time.Registration;
import farm.sheaf.worker.time.Timekeeper;

/**
 * Says once a minute that this worker is there, whatever else it says: while it waits for work, and
 * during long frames. By this alone the farm knows who serves; whoever misses it three times has
 * died.
 */
public final class Alive implements AutoCloseable {
  private final Reporter reporter;
  private final Timekeeper time;
  private Registration next = () -> {};
  private boolean closed;

  private Alive(Reporter reporter, Timekeeper time) {
    this.reporter = reporter;
    this.time = time;
  }

  /** Begins, a minute from now; ends with the close. */
  public static Alive begin(Reporter reporter, Timekeeper time) {
    Alive alive = new Alive(reporter, time);
    alive.waitForNext();
    return alive;
  }

  private synchronized void waitForNext() {
    if (!closed) {
      next = time.after(WorkerState.HEARTBEAT, this::say);
    }
  }

  private synchronized void say() {
    if (!closed) {
      reporter.emit(WorkerEvent.Type.WORKER_ALIVE, "");
      waitForNext();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.close();
  }
}
