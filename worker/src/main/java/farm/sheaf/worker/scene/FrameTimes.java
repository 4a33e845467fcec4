package farm.sheaf.worker.scene;

import farm.sheaf.core.job.WorkSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long a session's frames took, and from that how long one may take. */
public final class FrameTimes {
  private static final Duration LONGEST = WorkSettings.LONGEST_AUTOMATIC_TIMEOUT;
  static final Duration SHORTEST = Duration.ofMinutes(10);
  static final int TIMES_THE_MEDIAN = 20;

  private final List<Duration> sorted = new ArrayList<>();

  public void add(Duration took) {
    int at = 0;
    while (at < sorted.size() && sorted.get(at).compareTo(took) < 0) {
      at++;
    }
    sorted.add(at, took);
  }

  /**
   * How long a frame may take: as the job says, else min(6 h, max(10 min, 20 x the median)). Before
   * the first frame nothing is known, so it is the longest.
   */
  public Duration timeout(Optional<Duration> setting) {
    if (setting.isPresent()) {
      return setting.get();
    }
    if (sorted.isEmpty()) {
      return LONGEST;
    }
    Duration allowed = sorted.get(sorted.size() / 2).multipliedBy(TIMES_THE_MEDIAN);
    Duration atLeast = allowed.compareTo(SHORTEST) < 0 ? SHORTEST : allowed;
    return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
  }
}
