package farm.sheaf.core.job;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a job stands. The one spelling of it, in Java, JSON, table, terminal and page. */
public enum JobStatus {
  QUEUED,
  RENDERING,
  SEQUENCING,
  COMPLETED,
  FAILED,
  CANCELED;

  /** Work is under way or waits for a worker; the sweep looks after these. */
  public boolean active() {
    return this == QUEUED || this == RENDERING || this == SEQUENCING;
  }

  /** Which statuses may follow this one. A requeue leads back to {@code QUEUED}. */
  public Set<JobStatus> next() {
    return switch (this) {
      case QUEUED -> EnumSet.of(RENDERING, SEQUENCING, COMPLETED, FAILED, CANCELED);
      case RENDERING -> EnumSet.of(SEQUENCING, COMPLETED, FAILED, CANCELED);
      // Frames that vanished before the film was made are rendered again.
      case SEQUENCING -> EnumSet.of(RENDERING, COMPLETED, FAILED, CANCELED);
      case COMPLETED -> EnumSet.of(QUEUED);
      // A frame that comes late beats its failure, so a failed job may yet become a film.
      case FAILED -> EnumSet.of(QUEUED, SEQUENCING, COMPLETED);
      case CANCELED -> EnumSet.of(QUEUED);
    };
  }

  /** Which statuses this one may follow: what a conditional change of status asks for. */
  public static Set<JobStatus> before(JobStatus status) {
    return EnumSet.copyOf(
        EnumSet.allOf(JobStatus.class).stream().filter(s -> s.next().contains(status)).toList());
  }

  /** As it is written everywhere: {@code queued}, {@code rendering}, ... */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for a word that is no status
   */
  public static JobStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
