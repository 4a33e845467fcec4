package farm.sheaf.local.table;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.RefusedException;
import farm.sheaf.core.port.UnreadableJobException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and writes jobs, within a transaction. */
final class JobRows {
  private static final List<String> COLUMNS =
      Stream.concat(JobColumns.FIXED.stream(), JobColumns.CHANGING.stream()).toList();
  private static final String SELECT = "select " + String.join(", ", COLUMNS) + " from job";
  private static final String NEWEST_FIRST = " order by submitted desc, id desc limit ?";
  private static final String INSERT =
      "insert into job (%s) values (%s)"
          .formatted(
              String.join(", ", COLUMNS),
              String.join(", ", Collections.nCopies(COLUMNS.size(), "?")));
  private static final String REPLACE =
      JobColumns.CHANGING.stream()
          .map(column -> column + " = ?")
          .collect(
              Collectors.joining(
                  ", ", "update job set ", " where id = ? and run = ? and revision = ?"));

  private final Database db;

  JobRows(Database db) {
    this.db = db;
  }

  /**
   * A job in a list.
   *
   * @param record empty when it cannot be read
   */
  record Listed(JobId id, Instant submittedAt, Optional<JobRecord> record) {}

  /**
   * @throws UnreadableJobException when a newer version of the farm has written it
   */
  Optional<JobRecord> find(JobId id) {
    return db.one(this::job, SELECT + " where id = ?", id.value());
  }

  List<Listed> newest(int limit, Optional<ListKey> after) {
    if (after.isEmpty()) {
      return db.query(this::listed, SELECT + NEWEST_FIRST, limit);
    }
    Instant at = after.get().submittedAt();
    return db.query(
        this::listed,
        SELECT + " where submitted < ? or (submitted = ? and id < ?)" + NEWEST_FIRST,
        at,
        at,
        after.get().id(),
        limit);
  }

  void insert(JobRecord job) {
    List<Object> values = new ArrayList<>(JobColumns.fixed(job.job()));
    values.addAll(JobColumns.changing(job, job.ledger().revision()));
    db.update(INSERT, values.toArray());
  }

  /** Whether nobody has changed the job since {@code seen}, so that it is now like {@code next}. */
  boolean replace(JobRecord seen, JobRecord next) {
    long revision = seen.ledger().revision();
    List<Object> values = new ArrayList<>(JobColumns.changing(next, revision + 1));
    values.addAll(List.of(seen.id().value(), seen.run().number(), revision));
    return db.update(REPLACE, values.toArray()) > 0;
  }

  private Listed listed(Database.Row row) {
    JobId id = new JobId(row.text(1));
    try {
      return new Listed(id, row.instant(4), Optional.of(job(row)));
    } catch (UnreadableJobException e) {
      return new Listed(id, row.instant(4), Optional.empty());
    }
  }

  private JobRecord job(Database.Row row) {
    JobId id = new JobId(row.text(1));
    JobProgress progress = progress(id);
    try {
      return JobColumns.read(row, progress);
    } catch (IllegalArgumentException | RefusedException e) {
      throw new UnreadableJobException(id, e);
    }
  }

  private JobProgress progress(JobId id) {
    return new JobProgress(
        Set.copyOf(
            db.query(row -> row.number(1), "select page from covered where job = ?", id.value())),
        Set.copyOf(
            db.query(row -> row.text(1), "select text from warning where job = ?", id.value())));
  }
}
