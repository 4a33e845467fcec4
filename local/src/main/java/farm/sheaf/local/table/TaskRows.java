package farm.sheaf.local.table;

import static farm.sheaf.local.table.JobRows.frames;
import static farm.sheaf.local.table.Rows.instant;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Task;
import farm.sheaf.core.job.TaskRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and adds to tasks, within a transaction. */
final class TaskRows {
  /** Two failures of one frame are told in any order and twice; the same one is kept. */
  private static final Comparator<FrameFailure> WEIGHT =
      Comparator.comparingInt(FrameFailure::attempts)
          .thenComparing(FrameFailure::kind)
          .thenComparing(FrameFailure::message);

  private record Failure(int task, FrameFailure what) {}

  /** What was heard of a task's frames. */
  record News(FrameSet done, Collection<FrameFailure> failed) {}

  private TaskRows() {}

  static List<TaskRecord> ofRun(Database db, JobId id, int run) {
    Map<Integer, Map<Integer, FrameFailure>> failed = new HashMap<>();
    failures(
            db,
            "select f.task, f.frame, f.kind, f.message, f.attempts from failure f join task t"
                + " on t.job = f.job and t.number = f.task where t.job = ? and t.run = ?",
            id.value(),
            run)
        .forEach(
            f ->
                failed
                    .computeIfAbsent(f.task(), task -> new TreeMap<>())
                    .put(f.what().frame(), f.what()));
    return db.query(
        row ->
            new TaskRecord(
                new Task.Render(row.number(1), frames(row.text(3))),
                row.number(2),
                frames(row.text(4)),
                failed.getOrDefault(row.number(1), Map.of()),
                instant(row, 5)),
        "select number, run, frames, done, changed from task where job = ? and run = ?"
            + " order by number",
        id.value(),
        run);
  }

  /** The task after the news; {@code fresh} is what it is before any. */
  static TaskRecord add(Database db, JobId id, TaskRecord fresh, News news) {
    int number = fresh.number();
    FrameSet before =
        db.one(
                row -> frames(row.text(1)),
                "select done from task where job = ? and number = ?",
                id.value(),
                number)
            .orElse(FrameSet.EMPTY);
    FrameSet done = before.union(news.done());
    db.update(
        "merge into task key (job, number) values (?, ?, ?, ?, ?, ?)",
        id.value(),
        number,
        fresh.run(),
        fresh.task().frames().toString(),
        done.toString(),
        fresh.changedAt());
    Map<Integer, FrameFailure> failed = failed(db, id, number);
    for (FrameFailure failure : news.failed()) {
      FrameFailure old = failed.get(failure.frame());
      if (old == null || WEIGHT.compare(old, failure) < 0) {
        failed.put(failure.frame(), failure);
        write(db, id, number, failure);
      }
    }
    return new TaskRecord(fresh.task(), fresh.run(), done, failed, fresh.changedAt());
  }

  private static void write(Database db, JobId id, int task, FrameFailure failure) {
    db.update(
        "merge into failure key (job, task, frame) values (?, ?, ?, ?, ?, ?)",
        id.value(),
        task,
        failure.frame(),
        failure.kind().word(),
        failure.message(),
        failure.attempts());
  }

  private static Map<Integer, FrameFailure> failed(Database db, JobId id, int task) {
    Map<Integer, FrameFailure> failed = new TreeMap<>();
    failures(
            db,
            "select task, frame, kind, message, attempts from failure where job = ? and task = ?",
            id.value(),
            task)
        .forEach(f -> failed.put(f.what().frame(), f.what()));
    return failed;
  }

  private static List<Failure> failures(Database db, String sql, Object... values) {
    return db.query(
        row ->
            new Failure(
                row.number(1),
                new FrameFailure(
                    row.number(2), FailureKind.of(row.text(3)), row.text(4), row.number(5))),
        sql,
        values);
  }
}
