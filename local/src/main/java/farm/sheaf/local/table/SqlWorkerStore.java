package farm.sheaf.local.table;

import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.port.WorkerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The workers in SQL, a row each. */
final class SqlWorkerStore implements WorkerStore {
  private static final Duration MEMORY = Duration.ofDays(1);

  private final Database db;

  SqlWorkerStore(Database db) {
    this.db = db;
  }

  @Override
  public void record(WorkerState worker) {
    db.run(
        () -> {
          boolean old =
              db.one(
                      row -> row.text(1),
                      "select id from worker where id = ? and heard > ?",
                      worker.id(),
                      worker.heardAt())
                  .isPresent();
          if (!old) {
            db.update(
                "merge into worker key (id) values (?, ?, ?, ?, ?, ?)",
                worker.id(),
                worker.condition().name(),
                worker.service().pool().name(),
                worker.service().kind().words(),
                worker.note(),
                worker.heardAt());
          }
        });
  }

  @Override
  public List<WorkerState> heardOf(Instant now) {
    return db.transaction(
        () ->
            db.query(
                SqlWorkerStore::worker,
                "select id, condition, pool, kind, note, heard from worker where heard > ?"
                    + " order by heard desc, id",
                now.minus(MEMORY)));
  }

  private static WorkerState worker(Database.Row row) {
    return new WorkerState(
        row.text(1),
        WorkerState.Condition.valueOf(row.text(2)),
        new WorkerState.Service(new Pool(row.text(3)), new WorkerKind(row.text(4))),
        row.text(5),
        row.instant(6));
  }
}
