package farm.sheaf.client.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Ctrl-C during a command that waits. The JVM ends by itself with 130; this says a word before and
 * keeps the interrupted command from complaining about a farm that is being stopped under it.
 */
public final class Interruption {
  private final AtomicBoolean happened = new AtomicBoolean();

  /** Does the work; Ctrl-C in the middle of it runs the other thing and ends the process. */
  <T> T during(Supplier<T> work, Runnable interrupted) {
    Thread hook =
        Thread.ofPlatform()
            .name("interruption")
            .unstarted(
                () -> {
                  happened.set(true);
                  interrupted.run();
                });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      disarm(hook);
    }
  }

  private void disarm(Thread hook) {
    holdIfHappened();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      hold();
    }
  }

  /** Never returns once the JVM is on its way out: the rest is the hook's to say. */
  void holdIfHappened() {
    if (happened.get()) {
      hold();
    }
  }

  private static void hold() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
