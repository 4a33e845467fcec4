package farm.sheaf.talk;

import java.time.Duration;

/** Durations the way people say them, no finer than they can be known. */
public final class Durations {
  private Durations() {}

  /** {@code 45 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
  public static String said(Duration duration) {
    long seconds = Math.max(0, duration.plusMillis(500).toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      long rest = seconds % 60;
      return rest == 0 ? minutes + " min" : "%d min %d s".formatted(minutes, rest);
    }
    if (minutes < 60) {
      return minutes + " min";
    }
    long rest = minutes % 60;
    return rest == 0 ? minutes / 60 + " h" : "%d h %d min".formatted(minutes / 60, rest);
  }
}
