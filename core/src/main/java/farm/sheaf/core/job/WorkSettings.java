package farm.sheaf.core.job;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the work is cut and how long it is tried.
 *
 * @param chunk frames that travel together, 1 or more; empty: the farm chooses
 * @param frameTimeout the longest a frame may take, 1 second to {@link #LONGEST_FRAME_TIMEOUT};
 *     empty: from the job's own median
 * @param maxAttempts tries at a frame, 1 to {@value #MOST_ATTEMPTS}
 * @param pool the workers to use
 */
public record WorkSettings(
    OptionalInt chunk, Optional<Duration> frameTimeout, int maxAttempts, Pool pool) {
  public static final int DEFAULT_ATTEMPTS = 3;

  public static final int MOST_ATTEMPTS = 10;

  /**
   * SQS lets a worker hold a message for 12 hours; the rest is for opening the scene and storing
   * the frame.
   */
  public static final Duration LONGEST_FRAME_TIMEOUT = Duration.ofHours(11);

  /** The longest that a frame may take where the job does not say. */
  public static final Duration LONGEST_AUTOMATIC_TIMEOUT = Duration.ofHours(6);

  public static final WorkSettings DEFAULT =
      new WorkSettings(OptionalInt.empty(), Optional.empty(), DEFAULT_ATTEMPTS, Pool.CPU);

  public WorkSettings {
    if (chunk.isPresent() && chunk.getAsInt() < 1) {
      throw new InvalidRequestException(
          "chunk: %d; it must be 1 or more frames, or \"auto\"".formatted(chunk.getAsInt()));
    }
    if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
      throw new InvalidRequestException(
          "maxAttempts: %d; it must be 1 to %d".formatted(maxAttempts, MOST_ATTEMPTS));
    }
    frameTimeout.ifPresent(WorkSettings::requirePossible);
  }

  private static void requirePossible(Duration frameTimeout) {
    if (frameTimeout.toSeconds() < 1) {
      throw new InvalidRequestException(
          "frameTimeout: %s s; it must be 1 second or more".formatted(frameTimeout.toSeconds()));
    }
    if (frameTimeout.compareTo(LONGEST_FRAME_TIMEOUT) > 0) {
      throw new InvalidRequestException(
          "frameTimeout: %,d s is longer than a worker can keep a frame; send at most \"%dh\""
              .formatted(frameTimeout.toSeconds(), LONGEST_FRAME_TIMEOUT.toHours()));
    }
  }
}
