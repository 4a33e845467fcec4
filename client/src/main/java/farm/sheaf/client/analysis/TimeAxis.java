package farm.sheaf.client.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Where a moment lies in a drawing.
 *
 * @param left and
 * @param width in the drawing's units
 */
record TimeAxis(Instant start, Duration span, double left, double width) {
  private static final List<Long> STEPS =
      List.of(1L, 2L, 5L, 10L, 20L, 30L, 60L, 120L, 300L, 600L, 1_200L, 1_800L, 3_600L, 7_200L);
  private static final int MOST_TICKS = 10;

  double x(Instant at) {
    return left + width * Duration.between(start, at).toMillis() / Math.max(1, span.toMillis());
  }

  /** The seconds between two ticks: a round number, and few of them. */
  long step() {
    return STEPS.stream()
        .filter(step -> span.toSeconds() / step <= MOST_TICKS)
        .findFirst()
        .orElse(Math.max(1, span.toSeconds() / MOST_TICKS));
  }

  /** A tick's time, such as {@code 90 s}, {@code 2:30} or {@code 1:05:00}. */
  String label(long seconds) {
    if (span.toSeconds() < 120) {
      return seconds + " s";
    }
    return seconds < 3_600 && span.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
