package farm.sheaf.infra.function;

import java.time.Duration;
import java.util.Locale;

/**
 * The farm's functions and what each needs of Lambda. Memory buys processor time as well: 1,769 MB
 * are one whole processor.
 */
public enum FunctionKind {
  /**
   * A submission of 100,000 frames encodes and sends 2,000 tasks while somebody waits, so it has
   * more processor than the others. Deleting a job of that size lists and removes 100,000 objects,
   * which is what the two minutes are for; an HTTP API stops waiting after 30 seconds, the function
   * does not stop working.
   */
  SERVER("farm.sheaf.server.ServerHandler", 1_024, Duration.ofMinutes(2)),
  /** A sweep lists the frames of every quiet job, a hundred requests for 100,000 frames. */
  WATCHER("farm.sheaf.watcher.WatcherHandler", 512, Duration.ofMinutes(1)),
  /** Writes one object for each job and worker in a batch of at most a hundred events. */
  LOGGER("farm.sheaf.logger.LoggerHandler", 512, Duration.ofMinutes(1));

  /** AWS's advice for a queue that a function is called from ("Using Lambda with Amazon SQS"). */
  private static final int TIMEOUTS_UNSEEN = 6;

  /** A little more than the longest time that messages are gathered for a call. */
  private static final Duration GATHERING = Duration.ofSeconds(10);

  private final String handler;
  private final int megabytes;
  private final Duration timeout;

  FunctionKind(String handler, int megabytes, Duration timeout) {
    this.handler = handler;
    this.megabytes = megabytes;
    this.timeout = timeout;
  }

  /** {@code server}, {@code watcher}, {@code logger}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String handler() {
    return handler;
  }

  int megabytes() {
    return megabytes;
  }

  Duration timeout() {
    return timeout;
  }

  /** For how long a message must stay unseen while this function has it. */
  public Duration visibility() {
    return timeout.multipliedBy(TIMEOUTS_UNSEEN).plus(GATHERING);
  }
}
