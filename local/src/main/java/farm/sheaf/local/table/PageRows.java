package farm.sheaf.local.table;

import farm.sheaf.core.frame.FrameBits;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Run;
import java.util.List;

/** Reads and writes pages of progress, within a transaction; bits are of the page's own frames. */
final class PageRows {
  private static final String SELECT =
      "select number, done, failed, news from page where job = ? and run = ?";

  private final Database db;

  PageRows(Database db) {
    this.db = db;
  }

  FramePage find(JobId id, Run run, int page) {
    return db.one(row -> page(row, run), SELECT + " and number = ?", id.value(), run.number(), page)
        .orElseGet(() -> FramePage.untouched(page));
  }

  List<FramePage> all(JobId id, Run run) {
    return db.query(row -> page(row, run), SELECT + " order by number", id.value(), run.number());
  }

  void write(JobId id, Run run, FramePage page) {
    FrameSet frames = run.page(page.number());
    db.update(
        "merge into page key (job, run, number) select id, ?, ?, ?, ?, ? from job where id = ?",
        run.number(),
        page.number(),
        FrameBits.bytes(frames, page.done()),
        FrameBits.bytes(frames, page.failed()),
        page.newsAt(),
        id.value());
  }

  private static FramePage page(Database.Row row, Run run) {
    FrameSet frames = run.page(row.number(1));
    return new FramePage(
        row.number(1),
        FrameBits.frames(frames, row.bytes(2)),
        FrameBits.frames(frames, row.bytes(3)),
        row.instant(4));
  }
}
