package farm.sheaf.worker.render;

import farm.sheaf.worker.time.Registration;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a chunk shared out when it outlives its time, also while its first frame still renders; tries
 * again after as long where that did not succeed.
 */
final class Sharing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

  private final Chunk chunk;
  private final Duration time;
  private Registration next = () -> {};
  private boolean closed;

  private Sharing(Chunk chunk, Duration time) {
    this.chunk = chunk;
    this.time = time;
  }

  /** After this time, counted from now. */
  static Sharing after(Duration time, Chunk chunk) {
    Sharing sharing = new Sharing(chunk, time);
    sharing.wake();
    return sharing;
  }

  /** The chunk stays here as long as it takes. */
  static Sharing never(Chunk chunk) {
    return new Sharing(chunk, Duration.ZERO);
  }

  private synchronized void wake() {
    if (!closed) {
      next = chunk.claim().after(time, this::share);
    }
  }

  private void share() {
    try {
      chunk.share();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("job", chunk.ref().jobId()).log("not shared: {}", e.getMessage());
      wake();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.close();
  }
}
