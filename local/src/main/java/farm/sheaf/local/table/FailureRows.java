package farm.sheaf.local.table;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes why frames failed, within a transaction. */
final class FailureRows {
  private static final String SELECT =
      "select frame, kind, message, attempts from failure where job = ? and run = ?";

  private final Database db;

  FailureRows(Database db) {
    this.db = db;
  }

  List<FrameFailure> first(JobId id, int run, int limit) {
    return db.query(
        FailureRows::failure, SELECT + " order by frame limit ?", id.value(), run, limit);
  }

  void record(JobId id, int run, Collection<FrameFailure> more) {
    Map<Integer, FrameFailure> heaviest = new TreeMap<>();
    more.forEach(failure -> heaviest.merge(failure.frame(), failure, FrameFailure::heavier));
    List<Object[]> news = new ArrayList<>();
    for (FrameFailure failure : heaviest.values()) {
      boolean known =
          db.one(FailureRows::failure, SELECT + " and frame = ?", id.value(), run, failure.frame())
              .filter(old -> old.heavier(failure).equals(old))
              .isPresent();
      if (!known) {
        news.add(values(id, run, failure));
      }
    }
    db.updateAll(
        "merge into failure key (job, run, frame) select id, ?, ?, ?, ?, ? from job where id = ?",
        news);
  }

  private static Object[] values(JobId id, int run, FrameFailure failure) {
    return new Object[] {
      run, failure.frame(), failure.kind().word(), failure.message(), failure.attempts(), id.value()
    };
  }

  static FrameFailure failure(Database.Row row) {
    return new FrameFailure(row.number(1), FailureKind.of(row.text(2)), row.text(3), row.number(4));
  }
}
