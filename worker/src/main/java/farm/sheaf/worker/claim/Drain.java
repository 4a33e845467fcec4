package farm.sheaf.worker.claim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether this worker drains: it takes no more messages, the frame in work has a grace, and then
 * the rest goes back. Begins once and never ends.
 */
public final class Drain {
  /** What it takes, at most, to abort a render after its grace, to send the rest, and to tell. */
  public static final Duration AFTER_GRACE = Duration.ofSeconds(30);

  private final Duration grace;
  private final CountDownLatch requested = new CountDownLatch(1);
  private final List<Runnable> atGraceOver = new ArrayList<>();
  private boolean graceOver;

  public Drain(Duration grace) {
    this.grace = grace;
  }

  /** Begins the drain; harmless twice. */
  public synchronized void request() {
    if (requested.getCount() == 0) {
      return;
    }
    requested.countDown();
    Thread.ofPlatform().daemon().name("grace").start(this::waitOutGrace);
  }

  private void waitOutGrace() {
    try {
      TimeUnit.NANOSECONDS.sleep(grace.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Runnable> due;
    synchronized (this) {
      graceOver = true;
      due = List.copyOf(atGraceOver);
    }
    due.forEach(Runnable::run);
  }

  public boolean requested() {
    return requested.getCount() == 0;
  }

  synchronized boolean graceOver() {
    return graceOver;
  }

  /** Has this run when the grace is over. */
  synchronized Registration atGraceOver(Runnable action) {
    atGraceOver.add(action);
    return () -> forget(action);
  }

  private synchronized void forget(Runnable action) {
    atGraceOver.remove(action);
  }

  /** Waits for a while, or until the drain begins. */
  public void pause(Duration most) {
    try {
      boolean drains = requested.await(most.toNanos(), TimeUnit.NANOSECONDS);
      assert drains || !requested();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
