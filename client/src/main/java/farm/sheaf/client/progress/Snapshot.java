package farm.sheaf.client.progress;

import farm.sheaf.client.job.JobDocument;
import java.time.Instant;

/**
 * How far a job was at one moment.
 *
 * @param waiting why it waits, or empty
 */
public record Snapshot(Instant at, String status, Count count, String waiting) {
  /** Frames: in S3, given up, wanted. */
  public record Count(int done, int failed, int total) {
    int left() {
      return Math.max(0, total - done - failed);
    }
  }

  public static Snapshot of(JobDocument job, Instant at) {
    return new Snapshot(
        at,
        job.statusWord(),
        new Count(job.done(), job.failed(), job.total()),
        job.ended() ? "" : job.waiting());
  }

  /** Whether a person would see no difference. */
  boolean looksLike(Snapshot other) {
    return status.equals(other.status)
        && count.equals(other.count)
        && waiting.equals(other.waiting);
  }
}
