package farm.sheaf.core.job;

import java.time.Instant;

/**
 * Where a job stands.
 *
 * @param reason why it failed, for people; empty otherwise
 * @param changedAt of the last change of status
 */
public record JobState(JobStatus status, String reason, Instant changedAt) {
  public static JobState of(JobStatus status, Instant now) {
    return new JobState(status, "", now);
  }
}
