package farm.sheaf.local.table;

import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Times;
import farm.sheaf.core.job.TimingPage;
import farm.sheaf.core.port.ProgressStore;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The progress in SQL: each update is a transaction, so no function is called twice. What is told
 * of a job that was erased is not written.
 */
final class SqlProgressStore implements ProgressStore {
  private final Database db;
  private final PageRows pages;
  private final TimesRows times;
  private final FailureRows failures;

  SqlProgressStore(Database db) {
    this.db = db;
    this.pages = new PageRows(db);
    this.times = new TimesRows(db);
    this.failures = new FailureRows(db);
  }

  @Override
  public Change update(JobId id, Run run, int page, UnaryOperator<FramePage> change) {
    return db.transaction(
        () -> {
          FramePage before = pages.find(id, run, page);
          FramePage after = change.apply(before);
          if (!after.equals(before)) {
            pages.write(id, run, after);
          }
          return new Change(before, after);
        });
  }

  @Override
  public List<FramePage> pages(JobId id, Run run) {
    return db.transaction(() -> pages.all(id, run));
  }

  @Override
  public void recordFailures(JobId id, int run, Collection<FrameFailure> more) {
    db.run(() -> failures.record(id, run, more));
  }

  @Override
  public List<FrameFailure> failures(JobId id, int run, int limit) {
    return db.transaction(() -> failures.first(id, run, limit));
  }

  @Override
  public void updateTimes(JobId id, Run run, int page, UnaryOperator<TimingPage> change) {
    db.run(
        () -> {
          TimingPage before = times.find(id, run, page);
          TimingPage after = change.apply(before);
          if (!after.equals(before)) {
            times.write(id, run, after);
          }
        });
  }

  @Override
  public Times times(JobId id) {
    return db.transaction(() -> times.sum(id));
  }
}
