package farm.sheaf.worker.claim;

import farm.sheaf.worker.time.Timekeeper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Whether this worker drains: it takes no more messages, and a deadline arrives for the one in
 * work. Begins once and never ends.
 */
public final class Drain {
  private final Timekeeper time;
  private final Deadline deadline;
  private final CountDownLatch requested = new CountDownLatch(1);

  /**
   * @param grace how long the frame in work may take after the request
   */
  public Drain(Duration grace, Timekeeper time) {
    this.time = time;
    this.deadline = Deadline.none(grace);
  }

  /** Begins the drain; harmless twice. */
  public synchronized void request() {
    if (!requested()) {
      requested.countDown();
      deadline.arriveAfterGrace(time.instant());
    }
  }

  public boolean requested() {
    return requested.getCount() == 0;
  }

  /** The one that arrives with the request. */
  public Deadline deadline() {
    return deadline;
  }

  /** Waits for a while, or until the drain begins. */
  public void pause(Duration most) {
    try {
      boolean drains = time.await(requested, most);
      assert drains || !requested();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
