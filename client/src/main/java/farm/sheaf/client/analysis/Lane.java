package farm.sheaf.client.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What one worker did for a job, in order of time, without overlaps. */
record Lane(String worker, List<Bar> bars) {
  Lane {
    bars = List.copyOf(bars);
  }

  /**
   * Reads a worker's lines of one run. A frame's line is written when the frame is in S3, and says
   * how long its rendering took; the next frame renders meanwhile. So a bar ends with its line, and
   * starts no sooner than the bar before has ended.
   */
  static Lane of(String worker, List<WorkerLine> lines) {
    List<WorkerLine> ordered =
        lines.stream().sorted(Comparator.comparing(WorkerLine::time)).toList();
    List<Bar> bars = new ArrayList<>();
    Optional<Instant> filming = Optional.empty();
    Instant free = ordered.getFirst().time();
    for (WorkerLine line : ordered) {
      if (line.is("frame-rendered")) {
        Instant start = later(free, line.time().minus(line.took()));
        if (bars.isEmpty() && start.isAfter(free)) {
          bars.add(new Bar(Bar.Kind.LOADING, 0, 0, free, start));
        }
        bars.add(
            new Bar(
                Bar.Kind.FRAME, line.number("frame"), line.number("attempt"), start, line.time()));
        free = line.time();
      } else if (line.is("sequencing-started")) {
        filming = Optional.of(line.time());
      } else if (line.is("film-uploaded") && filming.isPresent()) {
        bars.add(new Bar(Bar.Kind.FILM, 0, 0, later(free, filming.get()), line.time()));
        free = line.time();
      }
    }
    return new Lane(worker, bars);
  }

  Duration busy() {
    return bars.stream().map(Bar::length).reduce(Duration.ZERO, Duration::plus);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
