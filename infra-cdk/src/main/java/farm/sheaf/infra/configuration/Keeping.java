package farm.sheaf.infra.configuration;

import java.util.List;

/**
 * How long the farm keeps what can be made again or is no longer asked for. Scenes and films are
 * kept until somebody deletes them.
 *
 * @param frameDays after which a frame is removed; it is needed until its film is made
 * @param logDays of the functions' and the cluster's logs and of the workers' readable ones
 * @param table whether CloudFormation and people are kept from deleting the job table
 */
public record Keeping(int frameDays, int logDays, TableProtection table) {
  private static final int MOST_FRAME_DAYS = 3_650;

  /** A message may wait for 14 days, and its frames must not be gone when it is taken. */
  private static final int LEAST_FRAME_DAYS = 15;

  /** CloudWatch Logs knows these retentions and no others (up to a year here). */
  private static final List<Integer> LOG_DAYS = List.of(7, 14, 30, 60, 90, 120, 150, 180, 365);

  /** Deletion protection of the job table. */
  public enum TableProtection {
    ON,
    OFF
  }

  public Keeping {
    if (frameDays < LEAST_FRAME_DAYS || frameDays > MOST_FRAME_DAYS) {
      throw new IllegalArgumentException(
          "%d days; write a number from %d (a queue keeps a message for 14) to %,d"
              .formatted(frameDays, LEAST_FRAME_DAYS, MOST_FRAME_DAYS));
    }
    if (!LOG_DAYS.contains(logDays)) {
      throw new IllegalArgumentException(
          "%d days is no retention that CloudWatch Logs knows; write one of %s"
              .formatted(logDays, LOG_DAYS));
    }
  }
}
