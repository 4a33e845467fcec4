package farm.sheaf.infra.naming;

import farm.sheaf.infra.configuration.Keeping;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Days as CloudWatch Logs' own closed list has them. */
public final class Retention {
  private Retention() {}

  public static RetentionDays of(Keeping keeping) {
    return switch (keeping.logDays()) {
      case 7 -> RetentionDays.ONE_WEEK;
      case 14 -> RetentionDays.TWO_WEEKS;
      case 30 -> RetentionDays.ONE_MONTH;
      case 60 -> RetentionDays.TWO_MONTHS;
      case 90 -> RetentionDays.THREE_MONTHS;
      case 120 -> RetentionDays.FOUR_MONTHS;
      case 150 -> RetentionDays.FIVE_MONTHS;
      case 180 -> RetentionDays.SIX_MONTHS;
      case 365 -> RetentionDays.ONE_YEAR;
      default -> throw new IllegalStateException("checked when it was read: " + keeping.logDays());
    };
  }
}
