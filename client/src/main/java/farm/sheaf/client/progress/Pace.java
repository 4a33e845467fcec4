package farm.sheaf.client.progress;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How fast frames come, over the last minute or so, and how long the rest will take. Frames that
 * were there when the watching began do not count: they say nothing about this machine today.
 */
record Pace(double framesPerMinute, Duration left) {
  private static final Duration WINDOW = Duration.ofSeconds(90);

  /** Empty until two moments differ in frames. */
  static Optional<Pace> of(List<Snapshot> snapshots) {
    if (snapshots.isEmpty()) {
      return Optional.empty();
    }
    Snapshot last = snapshots.getLast();
    Snapshot from = start(snapshots, last);
    int frames = last.count().done() - from.count().done();
    Duration taken = Duration.between(from.at(), last.at());
    if (frames <= 0 || taken.toMillis() <= 0) {
      return Optional.empty();
    }
    double perMinute = frames * 60_000.0 / taken.toMillis();
    long leftMillis = Math.round(last.count().left() / perMinute * 60_000);
    return Optional.of(new Pace(perMinute, Duration.ofMillis(leftMillis)));
  }

  private static Snapshot start(List<Snapshot> snapshots, Snapshot last) {
    Snapshot from = snapshots.getFirst();
    for (Snapshot each : snapshots) {
      boolean recent = Duration.between(each.at(), last.at()).compareTo(WINDOW) >= 0;
      boolean idle = each.count().done() == snapshots.getFirst().count().done();
      boolean rendering = !each.status().equals("queued");
      // The clock starts with the rendering, not with the wait for a worker.
      if (recent || (idle && !rendering)) {
        from = each;
      }
    }
    return from;
  }
}
