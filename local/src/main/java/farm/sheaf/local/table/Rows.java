package farm.sheaf.local.table;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Timing;
import java.time.Duration;
import java.time.Instant;

/** How values stand in columns. */
final class Rows {
  private Rows() {}

  static Instant instant(Database.Row row, int column) {
    return row.get(column, Instant.class);
  }

  static Timing timing(Database.Row row) {
    return new Timing(
        new JobId(row.text(1)),
        row.number(2),
        row.number(3),
        row.text(4),
        new Timing.Span(instant(row, 5), Duration.ofNanos(row.get(6, Long.class))));
  }

  static Object[] timing(Timing timing) {
    return new Object[] {
      timing.frame(),
      timing.attempt(),
      timing.worker(),
      timing.span().endedAt(),
      timing.span().took().toNanos(),
      timing.jobId().value()
    };
  }
}
