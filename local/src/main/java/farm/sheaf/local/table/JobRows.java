package farm.sheaf.local.table;

import static farm.sheaf.local.table.Rows.instant;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Run;
import farm.sheaf.json.Json;
import farm.sheaf.json.SpecJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads jobs, within a transaction. */
final class JobRows {
  private static final String SELECT =
      "select id, digest, spec, submitted, run, run_frames, run_chunk, run_first_task, run_started,"
          + " status, reason, changed, sent_task from job";
  private static final String NEWEST_FIRST = " order by submitted desc, id desc limit ?";

  private final Database db;

  JobRows(Database db) {
    this.db = db;
  }

  Optional<JobRecord> find(JobId id) {
    return db.one(this::job, SELECT + " where id = ?", id.value());
  }

  List<JobRecord> newest(int limit, Optional<ListKey> after) {
    if (after.isEmpty()) {
      return db.query(this::job, SELECT + NEWEST_FIRST, limit);
    }
    Instant at = after.get().submittedAt();
    return db.query(
        this::job,
        SELECT + " where submitted < ? or (submitted = ? and id < ?)" + NEWEST_FIRST,
        at,
        at,
        after.get().id(),
        limit);
  }

  private JobRecord job(Database.Row row) {
    String id = row.text(1);
    return new JobRecord(
        new Job(
            new JobId(id),
            row.text(2),
            SpecJson.decode(Json.parseObject(row.text(3))),
            instant(row, 4)),
        new Run(row.number(5), frames(row.text(6)), row.number(7), row.number(8), instant(row, 9)),
        new JobState(JobStatus.of(row.text(10)), row.text(11), instant(row, 12)),
        progress(id, row.number(13)));
  }

  private JobProgress progress(String id, int sentTask) {
    return new JobProgress(
        Set.copyOf(
            db.query(row -> row.number(1), "select task from finished_task where job = ?", id)),
        sentTask,
        Set.copyOf(db.query(row -> row.text(1), "select text from warning where job = ?", id)));
  }

  static FrameSet frames(String text) {
    return text.isEmpty() ? FrameSet.EMPTY : FrameSet.parse(text);
  }
}
