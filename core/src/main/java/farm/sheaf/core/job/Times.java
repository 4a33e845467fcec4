package farm.sheaf.core.job;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long attempts took, summed as they come: their number, their sum, and how many fell into each
 * of a row of buckets, eight to each doubling. So it stays small, two of them add up, and a median
 * is right within 5 %.
 *
 * @param attempts whose time is known
 * @param total of rendering, over all workers
 * @param buckets attempts by bucket; bucket n begins at 2^(n/8) milliseconds
 */
public record Times(long attempts, Duration total, Map<Integer, Long> buckets) {
  public static final Times NONE = new Times(0, Duration.ZERO, Map.of());

  private static final double PER_DOUBLING = 8;

  public Times {
    buckets = Map.copyOf(buckets);
  }

  /** One attempt more. */
  public Times plus(Duration took) {
    return plus(new Times(1, took, Map.of(bucket(took), 1L)));
  }

  /** Both together. */
  public Times plus(Times other) {
    Map<Integer, Long> sum = new TreeMap<>(buckets);
    other.buckets.forEach((bucket, count) -> sum.merge(bucket, count, Long::sum));
    return new Times(attempts + other.attempts, total.plus(other.total), sum);
  }

  /** The middle of the bucket in which the median lies; zero without attempts. */
  public Duration median() {
    long behind = attempts / 2;
    for (Map.Entry<Integer, Long> entry : new TreeMap<>(buckets).entrySet()) {
      behind -= entry.getValue();
      if (behind < 0) {
        return Duration.ofMillis(Math.round(Math.pow(2, (entry.getKey() + 0.5) / PER_DOUBLING)));
      }
    }
    return Duration.ZERO;
  }

  private static int bucket(Duration took) {
    double millis = Math.max(1, took.toNanos() / 1e6);
    return (int) Math.floor(PER_DOUBLING * Math.log(millis) / Math.log(2));
  }
}
