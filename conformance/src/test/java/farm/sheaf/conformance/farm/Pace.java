package farm.sheaf.conformance.farm;

import farm.sheaf.core.farm.UseCases;
import farm.sheaf.local.trigger.QueueTrigger.Batching;
import java.time.Duration;

/**
 * How the functions of a farm are called.
 *
 * @param sweepAfter how long a job must have been quiet before the sweep looks at it
 */
public record Pace(
    Batching frameEvents,
    Batching deadLetters,
    Batching logging,
    Duration sweepEvery,
    Duration sweepAfter) {
  private static final Duration LONG_POLL = Duration.ofSeconds(5);

  /** For tests: at once, and a sweep each second. */
  public static final Pace QUICK =
      new Pace(
          batching(10, Duration.ZERO),
          batching(10, Duration.ZERO),
          batching(10, Duration.ZERO),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2));

  /** As {@code Triggers} of {@code infra-cdk} has it. */
  public static final Pace DEPLOYED =
      new Pace(
          batching(100, Duration.ofSeconds(2)),
          batching(10, Duration.ZERO),
          batching(100, Duration.ofSeconds(10)),
          Duration.ofMinutes(1),
          UseCases.QUIET);

  private static Batching batching(int messages, Duration window) {
    return new Batching(messages, window, 1, LONG_POLL);
  }
}
