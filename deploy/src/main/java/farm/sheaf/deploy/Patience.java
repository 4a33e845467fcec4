package farm.sheaf.deploy;

import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets time pass between two looks at something that takes its time; a test lets none pass. */
@FunctionalInterface
public interface Patience {
  /** Waits. */
  void pause(Duration duration) throws InterruptedException;

  /**
   * Waits.
   *
   * @param goesOn what is said of the thing when Ctrl-C ends the wait for it
   */
  default void pause(Duration duration, String goesOn) {
    try {
      pause(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ExitCode.INTERRUPTED, "Interrupted; " + goesOn, e);
    }
  }

  /**
   * Looks until something is so.
   *
   * @return whether it was so in time
   */
  default boolean until(BooleanSupplier done, Duration between, Duration longest) {
    long looks = longest.dividedBy(between);
    for (long i = 0; i < looks; i++) {
      if (done.getAsBoolean()) {
        return true;
      }
      pause(between, "what was begun goes on by itself.");
    }
    return done.getAsBoolean();
  }
}
