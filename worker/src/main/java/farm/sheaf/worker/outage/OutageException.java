package farm.sheaf.worker.outage;

import farm.sheaf.worker.claim.LeaseLostException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The farm's buckets do not answer, or refuse this worker, which is nobody's failure. Work that
 * meets this goes back to the queue in a new message, whose receives count from one again, so that
 * an outage, however long, makes no dead letters.
 */
public final class OutageException extends RuntimeException {
  /** How long work that met an outage stays out of sight. */
  public static final Duration DELAY = Duration.ofSeconds(30);

  private static final long serialVersionUID = 1L;

  private OutageException(RuntimeException cause) {
    super("the farm's buckets do not answer: " + cause.getMessage(), cause);
  }

  /**
   * Makes a request to a bucket.
   *
   * @throws OutageException when the bucket did not answer it
   * @throws UncheckedIOException when this worker's own disk failed
   */
  public static <T> T unless(Supplier<T> request) {
    try {
      return request.get();
    } catch (UncheckedIOException | LeaseLostException | OutageException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new OutageException(e);
    }
  }
}
