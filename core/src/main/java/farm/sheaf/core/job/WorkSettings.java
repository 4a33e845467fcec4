package farm.sheaf.core.job;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the work is cut and how long it is tried.
 *
 * @param chunk frames that travel together, 1 or more; empty: the farm chooses
 * @param frameTimeout the longest a frame may take; empty: from the job's own median
 * @param maxAttempts tries at a frame, 1 to 10
 * @param pool the workers to use
 */
public record WorkSettings(
    OptionalInt chunk, Optional<Duration> frameTimeout, int maxAttempts, Pool pool) {
  public static final int DEFAULT_ATTEMPTS = 3;

  public static final WorkSettings DEFAULT =
      new WorkSettings(OptionalInt.empty(), Optional.empty(), DEFAULT_ATTEMPTS, Pool.CPU);

  public WorkSettings {
    if (chunk.isPresent() && chunk.getAsInt() < 1) {
      throw new InvalidRequestException(
          "chunk: %d; it must be 1 or more frames, or \"auto\"".formatted(chunk.getAsInt()));
    }
    if (maxAttempts < 1 || maxAttempts > 10) {
      throw new InvalidRequestException(
          "maxAttempts: %d; it must be 1 to 10".formatted(maxAttempts));
    }
    if (frameTimeout.isPresent()
        && (frameTimeout.get().toSeconds() < 1 || frameTimeout.get().toDays() > 7)) {
      throw new InvalidRequestException(
          "frameTimeout: %s; it must be 1 second to 7 days".formatted(frameTimeout.get()));
    }
  }
}
