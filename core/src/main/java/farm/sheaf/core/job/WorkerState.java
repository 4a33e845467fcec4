package farm.sheaf.core.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The last that was heard of a worker.
 *
 * @param service where it serves and with what
 * @param note why it refuses to serve; empty otherwise
 */
public record WorkerState(
    String id, Condition condition, Service service, String note, Instant heardAt) {
  /**
   * How often a worker says that it is there. It counts as dead after three times that: one lost
   * message is no death.
   */
  public static final Duration HEARTBEAT = Duration.ofMinutes(1);

  /** Whether a worker takes messages. */
  public enum Condition {
    SERVING,
    REFUSING,
    STOPPED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whose queue a worker serves, and what it has. */
  public record Service(Pool pool, WorkerKind kind) {}

  /** Whether it takes messages, as far as anybody can know. */
  public boolean alive(Instant now) {
    return condition == Condition.SERVING && heardAt.plus(HEARTBEAT.multipliedBy(3)).isAfter(now);
  }
}
