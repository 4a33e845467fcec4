package farm.sheaf.deploy.cluster;

import farm.sheaf.deploy.cluster.ScalingRow.QueueDepth;
import farm.sheaf.deploy.cluster.ScalingRow.WorkerCount;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks at a farm's scaling. What cannot be read is said once when it begins and once when it is
 * over, so that hours without a network do not fill a terminal.
 */
public final class ScalingLog {
  private final ScalingSource source;
  private final InstantSource clock;
  private final Consumer<String> people;
  private Set<String> troubles = Set.of();

  /**
   * @param people told of what cannot be read
   */
  public ScalingLog(ScalingSource source, InstantSource clock, Consumer<String> people) {
    this.source = source;
    this.clock = clock;
    this.people = people;
  }

  /** One look: a row for each pool. */
  public List<ScalingRow> look() {
    Instant now = clock.instant();
    Set<String> unread = new LinkedHashSet<>();
    Optional<Map<String, WorkerCount>> workers =
        known("The workers could not be read", source.workers(), unread);
    List<ScalingRow> rows = new ArrayList<>();
    for (String pool : source.pools()) {
      Optional<QueueDepth> queue =
          known("The queue of %s could not be read".formatted(pool), source.queue(pool), unread);
      rows.add(
          new ScalingRow(
              now, pool, workers.flatMap(all -> Optional.ofNullable(all.get(pool))), queue));
    }
    tell(unread);
    return rows;
  }

  private static <T> Optional<T> known(String words, Reading<T> reading, Set<String> unread) {
    return switch (reading) {
      case Reading.Known<T> known -> Optional.of(known.value());
      case Reading.Unread<T> failed -> {
        unread.add(words + "; its cells stay empty. " + failed.problem());
        yield Optional.empty();
      }
    };
  }

  private void tell(Set<String> unread) {
    unread.stream().filter(each -> !troubles.contains(each)).forEach(people);
    if (unread.isEmpty() && !troubles.isEmpty()) {
      people.accept("Everything can be read again.");
    }
    troubles = unread;
  }
}
