package farm.sheaf.core.job;

import java.time.Duration;
import java.time.Instant;

/** How long one attempt at a frame took, as its worker measured it. */
public record Timing(JobId jobId, int frame, int attempt, String worker, Span span) {
  /** From when, and for how long. */
  public record Span(Instant endedAt, Duration took) {}
}
