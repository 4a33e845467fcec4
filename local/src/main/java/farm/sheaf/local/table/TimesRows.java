package farm.sheaf.local.table;

import farm.sheaf.core.frame.FrameBits;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Times;
import farm.sheaf.core.job.TimingPage;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads and writes pages of times, within a transaction; bits are of the page's own frames. */
final class TimesRows {
  private static final String SELECT = "select attempts, total_nanos, buckets from times";
  private static final String PAGE = " where job = ? and run = ? and page = ?";

  private final Database db;

  private record Counted(int attempt, FrameSet frames) {}

  TimesRows(Database db) {
    this.db = db;
  }

  TimingPage find(JobId id, Run run, int page) {
    Object[] key = {id.value(), run.number(), page};
    FrameSet frames = run.page(page);
    Map<Integer, FrameSet> counted =
        db
            .query(
                row -> new Counted(row.number(1), FrameBits.frames(frames, row.bytes(2))),
                "select attempt, frames from counted" + PAGE,
                key)
            .stream()
            .collect(Collectors.toMap(Counted::attempt, Counted::frames));
    Times times = db.one(TimesRows::times, SELECT + PAGE, key).orElse(Times.NONE);
    return new TimingPage(page, counted, times);
  }

  void write(JobId id, Run run, TimingPage page) {
    FrameSet frames = run.page(page.number());
    write(id, run.number(), page.number(), page.times());
    page.counted()
        .forEach(
            (attempt, some) ->
                db.update(
                    "merge into counted key (job, run, page, attempt)"
                        + " select id, ?, ?, ?, ? from job where id = ?",
                    run.number(),
                    page.number(),
                    attempt,
                    FrameBits.bytes(frames, some),
                    id.value()));
  }

  void write(JobId id, int run, int page, Times times) {
    db.update(
        "merge into times key (job, run, page) select id, ?, ?, ?, ?, ? from job where id = ?",
        run,
        page,
        times.attempts(),
        times.total().toNanos(),
        text(times.buckets()),
        id.value());
  }

  Times sum(JobId id) {
    return db.query(TimesRows::times, SELECT + " where job = ?", id.value()).stream()
        .reduce(Times.NONE, Times::plus);
  }

  private static Times times(Database.Row row) {
    return new Times(
        row.get(1, Long.class), Duration.ofNanos(row.get(2, Long.class)), buckets(row.text(3)));
  }

  private static String text(Map<Integer, Long> buckets) {
    return new TreeMap<>(buckets)
        .entrySet().stream()
            .map(bucket -> bucket.getKey() + ":" + bucket.getValue())
            .collect(Collectors.joining(","));
  }

  private static Map<Integer, Long> buckets(String text) {
    Map<Integer, Long> buckets = new TreeMap<>();
    if (!text.isEmpty()) {
      for (String bucket : text.split(",", -1)) {
        String[] parts = bucket.split(":", 2);
        buckets.put(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
      }
    }
    return buckets;
  }
}
