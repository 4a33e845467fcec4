package farm.sheaf.local.table;

import static farm.sheaf.local.table.Rows.instant;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Task;
import farm.sheaf.core.job.TaskRecord;
import farm.sheaf.core.job.Timing;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.json.Json;
import farm.sheaf.json.SpecJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The job store on one machine: SQL on an embedded database, in one file.
 *
 * <p>Calls follow one another, each a transaction, so conditions and set unions are plain reads and
 * writes. See {@link Schema} for how sets of frames are kept.
 */
public final class SqlJobStore implements JobStore, AutoCloseable {
  private static final int MOST_WARNINGS = 100;
  private static final Duration TOMBSTONE = Duration.ofDays(30);
  private static final String IN_RUN = " where id = ? and run = ?";

  private final Database db;
  private final JobRows jobs;

  SqlJobStore(Database db) {
    this.db = db;
    this.jobs = new JobRows(db);
  }

  /**
   * Opens the store, making what is missing.
   *
   * @param file its path without the ending that the database adds
   */
  public static SqlJobStore open(Path file) {
    return new SqlJobStore(Database.open(file, Schema.TABLES));
  }

  @Override
  public Creation create(JobRecord job) {
    String id = job.id().value();
    return db.transaction(
        () -> {
          Optional<JobRecord> existing = jobs.find(job.id());
          if (existing.isPresent()) {
            return new Creation.Exists(existing.get());
          }
          int lastRun =
              db.one(row -> row.number(1), "select run from tombstone where job = ?", id).orElse(0);
          if (lastRun >= job.run().number()) {
            return new Creation.Deleted(lastRun);
          }
          db.update("delete from tombstone where job = ?", id);
          insert(job);
          return new Creation.Created();
        });
  }

  private void insert(JobRecord record) {
    List<Object> values = new ArrayList<>();
    values.add(record.id().value());
    values.add(record.job().digest());
    values.add(Json.write(SpecJson.encode(record.spec())));
    values.add(record.job().submittedAt());
    values.addAll(runColumns(record.run()));
    values.addAll(Arrays.asList(record.status().word(), record.state().reason()));
    values.add(record.state().changedAt());
    values.add(record.progress().sentTask());
    db.update("insert into job values (?,?,?,?,?,?,?,?,?,?,?,?,?)", values.toArray());
    record.progress().finishedTasks().forEach(task -> finish(record.id(), task));
    warn(record.id(), record.progress().warnings());
  }

  private static List<Object> runColumns(Run run) {
    return List.of(
        run.number(), run.frames().toString(), run.chunk(), run.firstTask(), run.startedAt());
  }

  @Override
  public Optional<JobRecord> find(JobId id) {
    return db.transaction(() -> jobs.find(id));
  }

  @Override
  public Page list(int limit, Optional<String> after) {
    Optional<ListKey> from = after.map(ListKey::parse);
    return db.transaction(
        () -> {
          List<JobRecord> some = jobs.newest(limit + 1, from);
          List<JobRecord> page = some.stream().limit(limit).toList();
          return new Page(
              page,
              some.size() > limit
                  ? Optional.of(ListKey.of(page.getLast()).toString())
                  : Optional.empty());
        });
  }

  @Override
  public List<JobId> active() {
    Object[] words =
        Stream.of(JobStatus.values()).filter(JobStatus::active).map(JobStatus::word).toArray();
    String sql = "select id from job where status in (%s) order by id".formatted(marks(words));
    return db.transaction(() -> db.query(row -> new JobId(row.text(1)), sql, words));
  }

  @Override
  public boolean transition(JobId id, int run, Set<JobStatus> from, JobState to) {
    if (from.isEmpty()) {
      return false;
    }
    Object[] words = from.stream().map(JobStatus::word).toArray();
    List<Object> values = new ArrayList<>();
    values.addAll(List.of(to.status().word(), to.reason(), to.changedAt(), id.value(), run));
    values.addAll(Arrays.asList(words));
    String sql =
        "update job set status = ?, reason = ?, changed = ?%s and status in (%s)"
            .formatted(IN_RUN, marks(words));
    return db.transaction(() -> db.update(sql, values.toArray()) > 0);
  }

  @Override
  public boolean startRun(JobId id, Run next) {
    return db.transaction(
        () -> {
          Optional<JobRecord> job = jobs.find(id);
          if (job.isEmpty()
              || job.get().run().number() != next.number() - 1
              || job.get().status().active()) {
            return false;
          }
          List<Object> values = new ArrayList<>(runColumns(next));
          values.addAll(List.of(JobStatus.QUEUED.word(), next.startedAt(), next.firstTask() - 1));
          values.add(id.value());
          db.update(
              "update job set run = ?, run_frames = ?, run_chunk = ?, run_first_task = ?,"
                  + " run_started = ?, status = ?, reason = '', changed = ?, sent_task = ?"
                  + " where id = ?",
              values.toArray());
          return true;
        });
  }

  @Override
  public void recordSent(JobId id, int run, int task) {
    db.run(
        () ->
            db.update(
                "update job set sent_task = greatest(sent_task, ?)" + IN_RUN,
                task,
                id.value(),
                run));
  }

  @Override
  public List<TaskRecord> tasks(JobId id, int run) {
    return db.transaction(() -> TaskRows.ofRun(db, id, run));
  }

  @Override
  public Optional<TaskRecord> report(
      JobId id,
      int run,
      Task.Render task,
      FrameSet done,
      Collection<FrameFailure> failed,
      Instant now) {
    return db.transaction(
        () ->
            inRun(id, run)
                ? Optional.of(
                    TaskRows.add(
                        db,
                        id,
                        TaskRecord.untouched(task, run, now),
                        new TaskRows.News(done, failed)))
                : Optional.empty());
  }

  @Override
  public void finishTask(JobId id, int run, int task) {
    db.run(
        () -> {
          if (inRun(id, run)) {
            finish(id, task);
          }
        });
  }

  private void finish(JobId id, int task) {
    db.update("merge into finished_task key (job, task) values (?, ?)", id.value(), task);
  }

  @Override
  public void addWarnings(JobId id, Set<String> warnings) {
    db.run(() -> jobs.find(id).ifPresent(job -> warn(id, fresh(job, warnings))));
  }

  private static Set<String> fresh(JobRecord job, Set<String> warnings) {
    Set<String> known = job.progress().warnings();
    return warnings.stream()
        .filter(text -> !known.contains(text))
        .sorted()
        .limit(Math.max(0, MOST_WARNINGS - known.size()))
        .collect(java.util.stream.Collectors.toSet());
  }

  private void warn(JobId id, Set<String> texts) {
    texts.forEach(text -> db.update("insert into warning values (?, ?)", id.value(), text));
  }

  @Override
  public void recordTimings(Collection<Timing> timings) {
    db.run(
        () ->
            db.updateAll(
                "merge into timing key (job, frame, attempt)"
                    + " select id, ?, ?, ?, ?, ? from job where id = ?",
                timings.stream().map(Rows::timing).toList()));
  }

  @Override
  public List<Timing> timings(JobId id) {
    return db.transaction(
        () ->
            db.query(
                Rows::timing,
                "select job, frame, attempt, worker, ended, took_nanos from timing"
                    + " where job = ? order by frame, attempt",
                id.value()));
  }

  @Override
  public void recordWorker(WorkerState worker) {
    db.run(
        () -> {
          int later =
              db.query(
                      row -> row.text(1),
                      "select id from worker where id = ? and heard > ?",
                      worker.id(),
                      worker.heardAt())
                  .size();
          if (later == 0) {
            db.update(
                "merge into worker key (id) values (?, ?, ?, ?)",
                worker.id(),
                worker.condition().name(),
                worker.note(),
                worker.heardAt());
          }
        });
  }

  @Override
  public List<WorkerState> workers(Instant now) {
    return db.transaction(
        () ->
            db.query(
                row ->
                    new WorkerState(
                        row.text(1),
                        WorkerState.Condition.valueOf(row.text(2)),
                        row.text(3),
                        instant(row, 4)),
                "select id, state, note, heard from worker where heard > ? order by heard desc, id",
                now.minus(Duration.ofDays(1))));
  }

  @Override
  public void recordQueueEmpty(String pool, Optional<Instant> since) {
    db.run(
        () ->
            since.ifPresentOrElse(
                at -> db.update("merge into empty_queue key (pool) values (?, ?)", pool, at),
                () -> db.update("delete from empty_queue where pool = ?", pool)));
  }

  @Override
  public Optional<Instant> queueEmptySince(String pool) {
    return db.transaction(
        () -> db.one(row -> instant(row, 1), "select since from empty_queue where pool = ?", pool));
  }

  @Override
  public void delete(JobId id, Instant now) {
    db.run(
        () -> {
          db.update(
              "merge into tombstone key (job) select id, run, ? from job where id = ?",
              now,
              id.value());
          db.update("delete from job where id = ?", id.value());
          for (String table : Schema.ITEMS) {
            db.update("delete from %s where job = ?".formatted(table), id.value());
          }
          db.update("delete from tombstone where deleted < ?", now.minus(TOMBSTONE));
        });
  }

  private boolean inRun(JobId id, int run) {
    return db.one(row -> row.text(1), "select id from job" + IN_RUN, id.value(), run).isPresent();
  }

  private static String marks(Object[] values) {
    return String.join(", ", java.util.Collections.nCopies(values.length, "?"));
  }

  @Override
  public void close() {
    db.close();
  }
}
