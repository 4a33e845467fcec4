package farm.sheaf.aws.table;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What lies between two tries at the same thing: time for whatever was in the way. */
interface Pause {
  /**
   * Waits.
   *
   * @param attempt the try that comes after it, from 2
   */
  void before(int attempt);

  /**
   * One that is about twice as long each time; by chance, so that two who met do not meet again.
   *
   * @param first before the second try, at most
   * @param longest before any try
   */
  static Pause growing(Duration first, Duration longest) {
    return attempt -> {
      Duration grown = first.multipliedBy(1L << Math.clamp(attempt - 2, 0, 30));
      long most = (grown.compareTo(longest) < 0 ? grown : longest).toNanos();
      try {
        Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(most / 2, most + 1)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted before try %d".formatted(attempt), e);
      }
    };
  }
}
