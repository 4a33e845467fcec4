package farm.sheaf.local.table;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Timing;
import farm.sheaf.core.job.TimingPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the first version's tables know of a job's frames: a row a task, a row an attempt. */
final class FirstProgress {
  private static final String OF_RUN = " where t.job = ? and t.run = ?";

  /** Stands for all runs before the present one. */
  private static final int BEFORE = 0;

  private final Database db;
  private final JobId id;
  private final Run run;

  FirstProgress(Database db, JobId id, Run run) {
    this.db = db;
    this.id = id;
    this.run = run;
  }

  private record Task(FrameSet frames, FrameSet done, Instant changed) {}

  /** Within a transaction. */
  void takeOver() {
    List<FrameFailure> failures =
        db.query(
            FailureRows::failure,
            "select f.frame, f.kind, f.message, f.attempts from public.failure f"
                + " join public.task t on t.job = f.job and t.number = f.task"
                + OF_RUN,
            id.value(),
            run.number());
    new FailureRows(db).record(id, run.number(), failures);
    takeOverPages(FrameSet.of(failures.stream().mapToInt(FrameFailure::frame).toArray()));
    takeOverTimes();
  }

  private void takeOverPages(FrameSet failed) {
    List<Task> tasks =
        db.query(
            row ->
                new Task(
                    FirstTables.frames(row.text(1)),
                    FirstTables.frames(row.text(2)),
                    row.instant(3)),
            "select t.frames, t.done, t.changed from public.task t" + OF_RUN + " order by t.number",
            id.value(),
            run.number());
    FrameSet done = FrameSet.unionOf(tasks.stream().map(Task::done).toList());
    Map<Integer, Instant> news = new TreeMap<>();
    for (Task task : tasks) {
      for (int page : run.byPage(task.frames()).keySet()) {
        news.merge(page, task.changed(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    news.forEach(
        (number, at) -> {
          FrameSet frames = run.page(number);
          write(new FramePage(number, frames.intersect(done), frames.intersect(failed), at));
        });
  }

  private void write(FramePage page) {
    if (page.done().isEmpty() && page.failed().isEmpty()) {
      return;
    }
    new PageRows(db).write(id, run, page);
    if (page.covers(run)) {
      db.update("insert into covered values (?, ?)", id.value(), page.number());
    }
  }

  /** Attempts at frames of earlier runs count in the sum alone. */
  private void takeOverTimes() {
    TimesRows rows = new TimesRows(db);
    Map<Integer, List<Timing>> byPage =
        timings().stream()
            .collect(
                Collectors.groupingBy(
                    timing -> Math.floorDiv(run.frames().indexOf(timing.frame()), Run.PAGE)));
    byPage.forEach(
        (number, timings) -> {
          TimingPage page = TimingPage.untouched(number).plus(timings);
          if (number < 0) {
            rows.write(id, BEFORE, 0, page.times());
          } else {
            rows.write(id, run, page);
          }
        });
  }

  private List<Timing> timings() {
    return db.query(
        row -> new Timing(row.number(1), row.number(2), Duration.ofNanos(row.get(3, Long.class))),
        "select frame, attempt, took_nanos from public.timing where job = ? order by frame",
        id.value());
  }
}
