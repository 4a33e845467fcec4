package farm.sheaf.worker.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The machine's own time. One thread waits, and each call runs on a virtual thread, so that a call
 * that hangs in the network keeps no other from being made.
 */
public final class SystemTime implements Timekeeper, AutoCloseable {
  private final ScheduledThreadPoolExecutor waiting =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("time").factory());

  public SystemTime() {
    waiting.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Registration after(Duration delay, Runnable action) {
    Future<?> call =
        waiting.schedule(
            () -> Thread.ofVirtual().name("due").start(action),
            delay.toNanos(),
            TimeUnit.NANOSECONDS);
    return () -> call.cancel(false);
  }

  @Override
  public boolean await(CountDownLatch latch, Duration most) throws InterruptedException {
    return latch.await(most.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    waiting.shutdownNow();
  }
}
