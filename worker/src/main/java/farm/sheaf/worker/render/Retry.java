package farm.sheaf.worker.render;

import farm.sheaf.worker.claim.LeaseLostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a call to the cloud again, waiting twice as long each time: an hour of rendering must not
 * be lost to a minute of network. The SDK's own retries are over within seconds.
 *
 * @param tries in all
 * @param first the wait after the first failure
 */
public record Retry(int tries, Duration first) {
  private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

  /** About a minute in all. */
  public static final Retry PATIENT = new Retry(6, Duration.ofSeconds(2));

  /** {@link #get} for a call that answers nothing. */
  public void run(Runnable call) {
    Optional<Object> _ =
        get(
            () -> {
              call.run();
              return Optional.empty();
            });
  }

  /**
   * @throws RuntimeException what the last try threw; a lost lease at once
   */
  public <T> T get(Supplier<T> call) {
    Duration wait = first;
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (LeaseLostException e) {
        throw e;
      } catch (RuntimeException e) {
        if (attempt >= tries || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LOG.atWarn().addKeyValue("try", attempt).log("a request failed: {}", e.getMessage());
      }
      pause(wait);
      wait = wait.multipliedBy(2);
    }
  }

  private static void pause(Duration wait) {
    try {
      TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
