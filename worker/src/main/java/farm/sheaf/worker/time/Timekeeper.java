package farm.sheaf.worker.time;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/**
 * A clock that also calls and waits, so that whatever a worker does by the clock can be done by a
 * clock that a test moves.
 */
public interface Timekeeper extends InstantSource {
  /**
   * Has this run once, after a while, on a thread of its own.
   *
   * @return takes the call back, if it was not made yet
   */
  Registration after(Duration delay, Runnable action);

  /**
   * Waits for a latch, at most so long.
   *
   * @return whether it has opened
   */
  boolean await(CountDownLatch latch, Duration most) throws InterruptedException;
}
