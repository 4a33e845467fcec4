package farm.sheaf.core.job;

import java.time.Instant;
import java.util.Locale;

/**
 * The last that was heard of a worker.
 *
 * @param note why it refuses to serve; empty otherwise
 */
public record WorkerState(String id, Condition condition, String note, Instant heardAt) {
  /** Whether a worker takes messages. */
  public enum Condition {
    SERVING,
    REFUSING,
    STOPPED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
