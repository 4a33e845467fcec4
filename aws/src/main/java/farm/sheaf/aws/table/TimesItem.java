package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.frames;
import static farm.sheaf.aws.table.Attributes.longNumber;
import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.text;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Times;
import farm.sheaf.core.job.TimingPage;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The times of a page of a run's frames in their item: a bit a frame for each attempt, or a flag
 * for all of them. It stays below a kilobyte unless most frames need a third attempt.
 */
record TimesItem(Run run, int page) implements RevisedItems.Form<TimingPage> {
  private static final AttributeValue NOTHING = AttributeValue.fromM(Map.of());

  /**
   * Has an item say from which run on times count. It is written before a job is created again: an
   * earlier job of that id may still write times, and the sum is over all runs.
   */
  static void countSince(Table table, JobId id, int run) {
    Map<String, AttributeValue> item = new HashMap<>(Key.timesSince(id).attributes());
    item.put("since", number(run));
    table.put(
        item, "attribute_not_exists(#since) OR #since < :since", Map.of(":since", number(run)));
  }

  /** The sum of all of a job's, from the run on that counts. */
  static Times sum(List<Map<String, AttributeValue>> items) {
    int since =
        items.stream()
            .filter(item -> item.containsKey("since"))
            .mapToInt(item -> number(item, "since"))
            .max()
            .orElse(1);
    return items.stream()
        .filter(item -> item.containsKey("run") && number(item, "run") >= since)
        .map(TimesItem::times)
        .reduce(Times.NONE, Times::plus);
  }

  @Override
  public TimingPage read(Map<String, AttributeValue> item) {
    if (item.isEmpty()) {
      return TimingPage.untouched(page);
    }
    Map<String, AttributeValue> byAttempt = item.getOrDefault("counted", NOTHING).m();
    Map<Integer, FrameSet> counted = new HashMap<>();
    byAttempt
        .keySet()
        .forEach(
            attempt ->
                counted.put(Integer.parseInt(attempt), frames(byAttempt, attempt, run.page(page))));
    return new TimingPage(page, counted, times(item));
  }

  private static Times times(Map<String, AttributeValue> item) {
    return new Times(
        longNumber(item, "attempts"),
        Duration.parse(text(item, "total")),
        buckets(text(item, "buckets")));
  }

  /** Such as {@code 80:3,81:12}: three attempts in bucket 80, twelve in 81. */
  private static Map<Integer, Long> buckets(String text) {
    return Arrays.stream(text.split(",", -1))
        .filter(bucket -> !bucket.isEmpty())
        .map(bucket -> bucket.split(":", 2))
        .collect(Collectors.toMap(b -> Integer.valueOf(b[0]), b -> Long.valueOf(b[1])));
  }

  @Override
  public Map<String, AttributeValue> write(TimingPage value) {
    Map<String, AttributeValue> byAttempt = new HashMap<>();
    value
        .counted()
        .forEach(
            (attempt, some) -> byAttempt.put(attempt.toString(), frames(run.page(page), some)));
    Times times = value.times();
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("run", number(run.number()));
    item.put("counted", AttributeValue.fromM(byAttempt));
    item.put("attempts", number(times.attempts()));
    item.put("total", text(times.total().toString()));
    item.put(
        "buckets",
        text(
            new TreeMap<>(times.buckets())
                .entrySet().stream()
                    .map(bucket -> bucket.getKey() + ":" + bucket.getValue())
                    .collect(Collectors.joining(","))));
    return item;
  }
}
