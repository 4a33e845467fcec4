package farm.sheaf.client.progress;

import farm.sheaf.client.scene.Bytes;
import farm.sheaf.talk.Durations;
import java.time.Duration;

/** An upload's progress as text. */
final class UploadText {
  private static final int BAR = 24;
  private static final int COLUMNS = 79;

  /** Before that a rate is a guess. */
  private static final Duration RATE_AFTER = Duration.ofSeconds(1);

  private UploadText() {}

  /** One line with a bar, short enough for a terminal of 80 columns. */
  static String line(String name, long sent, long total, Duration taken) {
    int filled = total == 0 ? BAR : (int) (BAR * sent / total);
    String line =
        "uploading  [%s%s] %s of %s%s  %s"
            .formatted(
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                Bytes.said(sent),
                Bytes.said(total),
                rate(sent, total, taken),
                name);
    return line.length() <= COLUMNS ? line : line.substring(0, COLUMNS);
  }

  private static String rate(long sent, long total, Duration taken) {
    if (taken.compareTo(RATE_AFTER) < 0 || sent == 0) {
      return "";
    }
    long perSecond = Math.max(1, sent * 1_000 / taken.toMillis());
    Duration left = Duration.ofMillis((total - sent) * 1_000 / perSecond);
    return "  %s/s  %s left".formatted(Bytes.said(perSecond), Durations.said(left));
  }
}
