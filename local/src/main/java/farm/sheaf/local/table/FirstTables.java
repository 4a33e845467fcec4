package farm.sheaf.local.table;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Effect;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Run;
import java.time.Instant;
import java.util.List;

/**
 * The tables of the farm's first version, which kept progress task by task. What they hold is taken
 * over job by job; a job that is in today's tables already is left as it is there.
 */
final class FirstTables {
  private static final String SCHEMA = "PUBLIC";

  /** The jobs' table goes first: without it nothing is taken over any more. */
  private static final List<String> NAMES =
      List.of(
          "job",
          "finished_task",
          "warning",
          "task",
          "failure",
          "timing",
          "worker",
          "empty_queue",
          "tombstone");

  private final Database db;

  private FirstTables(Database db) {
    this.db = db;
  }

  /**
   * A job of then.
   *
   * @param frames the text of the run's frames
   * @param sentTask the last task that was sent
   */
  private record OldJob(String id, Run run, String frames, State state, int sentTask) {
    /** The status is a word, so that one which nobody knows stays on record. */
    private record State(String word, Instant changed) {}

    boolean is(JobStatus status) {
      return state.word().equals(status.word());
    }

    /** What was not sent yet. The sweep finds out whether a film's message was. */
    List<Effect> due() {
      boolean before = is(JobStatus.QUEUED) || is(JobStatus.RENDERING);
      return before && sentTask < run.lastTask()
          ? List.of(new Effect.SendTasks(Math.max(sentTask + 1, run.firstTask())))
          : List.of();
    }

    int lowestLiveRun() {
      return is(JobStatus.CANCELED) ? run.number() + 1 : run.number();
    }
  }

  /** Within a transaction: takes over what is there, if anything is. */
  static void takeOver(Database db) {
    if (Schema.hasTable(db, SCHEMA, "JOB")) {
      new FirstTables(db).takeOver();
    }
  }

  static void drop(Database db) {
    NAMES.forEach(name -> db.update("drop table if exists %s.%s".formatted(SCHEMA, name)));
  }

  private void takeOver() {
    db.update(
        "insert into tombstone (job, run, deleted) select job, run, deleted from public.tombstone"
            + " where job not in (select job from tombstone)");
    db.query(
            FirstTables::job,
            "select id, run, run_frames, run_chunk, run_first_task, run_started, status, changed,"
                + " sent_task from public.job where id not in (select id from job)")
        .forEach(this::takeOver);
  }

  private static OldJob job(Database.Row row) {
    FrameSet frames = frames(row.text(3));
    Run.Cut cut = Run.Cut.even(row.number(4));
    return new OldJob(
        row.text(1),
        new Run(row.number(2), frames, cut, row.number(5), row.instant(6)),
        row.text(3),
        new OldJob.State(row.text(7), row.instant(8)),
        row.number(9));
  }

  private void takeOver(OldJob job) {
    db.update(
        "insert into job (id, digest, spec, submitted, run, run_frames, run_cut_first, run_chunk,"
            + " run_first_task, run_started, status, reason, changed, revision, due, sent, touched,"
            + " awaited, looked, look_queue, lowest_live_run, declined)"
            + " select id, digest, spec, submitted, run, run_frames, run_chunk, run_chunk,"
            + " run_first_task, run_started, status, reason, changed, 1, ?, changed, changed,"
            + " '', ?, '', ?, '' from public.job where id = ?",
        Effect.text(FrameSet.EMPTY, job.due()),
        Instant.EPOCH,
        job.lowestLiveRun(),
        job.id());
    db.update(
        "insert into warning (job, text) select job, text from public.warning where job = ?",
        job.id());
    new FirstProgress(db, new JobId(job.id()), job.run()).takeOver();
  }

  static FrameSet frames(String text) {
    return text.isEmpty() ? FrameSet.EMPTY : FrameSet.parse(text);
  }
}
