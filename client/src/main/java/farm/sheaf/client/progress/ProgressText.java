package farm.sheaf.client.progress;

import farm.sheaf.core.job.JobStatus;
import farm.sheaf.talk.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A job's progress as text: a pure function of the snapshots so far. */
public final class ProgressText {
  private static final int BAR = 24;

  /** The least time between two plain lines that say the same with other numbers. */
  static final Duration PLAIN_EVERY = Duration.ofSeconds(5);

  private ProgressText() {}

  /** One line with a bar, short enough for a terminal of 80 columns. */
  public static String terminalLine(List<Snapshot> snapshots) {
    Snapshot last = snapshots.getLast();
    Snapshot.Count count = last.count();
    int filled = count.total() == 0 ? 0 : (int) ((long) BAR * count.done() / count.total());
    String line =
        "%-10s [%s%s] %d/%d%s"
            .formatted(
                last.status(),
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                count.done(),
                count.total(),
                tail(snapshots, "  "));
    return line.length() <= 79 ? line : line.substring(0, 79);
  }

  /** One line for a log. */
  static String plainLine(List<Snapshot> snapshots) {
    Snapshot last = snapshots.getLast();
    return "%s: %d of %d frames%s"
        .formatted(last.status(), last.count().done(), last.count().total(), tail(snapshots, ", "));
  }

  /**
   * The lines that a log gets for these snapshots: a new status at once, new numbers only now and
   * then, nothing where nothing changed.
   */
  public static List<String> plainLines(List<Snapshot> snapshots) {
    List<String> lines = new ArrayList<>();
    int said = -1;
    for (int i = 0; i < snapshots.size(); i++) {
      if (said < 0 || worthSaying(snapshots.get(said), snapshots.get(i))) {
        lines.add(plainLine(snapshots.subList(0, i + 1)));
        said = i;
      }
    }
    return List.copyOf(lines);
  }

  /** Whether a log that heard the first should hear the second. */
  static boolean worthSaying(Snapshot said, Snapshot now) {
    if (said.looksLike(now)) {
      return false;
    }
    boolean newKind = !said.status().equals(now.status()) || !said.waiting().equals(now.waiting());
    return newKind || Duration.between(said.at(), now.at()).compareTo(PLAIN_EVERY) >= 0;
  }

  private static String tail(List<Snapshot> snapshots, String separator) {
    Snapshot last = snapshots.getLast();
    List<String> parts = new ArrayList<>();
    if (last.count().failed() > 0) {
      parts.add(last.count().failed() + " failed");
    }
    if (last.status().equals(JobStatus.RENDERING.word())) {
      Pace.of(snapshots)
          .ifPresent(
              pace -> {
                parts.add(String.format(Locale.ROOT, "%.1f frames/min", pace.framesPerMinute()));
                parts.add(Durations.said(pace.left()) + " left");
              });
    }
    if (!last.waiting().isEmpty()) {
      parts.add(last.waiting());
    }
    return parts.stream().map(part -> separator + part).collect(Collectors.joining());
  }
}
