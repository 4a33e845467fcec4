package farm.sheaf.local.table;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.port.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jobs in SQL. Calls follow one another, each a transaction, so conditions and set unions are
 * plain reads and writes.
 */
final class SqlJobStore implements JobStore {
  private static final int MOST_WARNINGS = 100;
  private static final Duration TOMBSTONE = Duration.ofDays(30);

  /** A status that this version does not know may be an active one. */
  private static final String ACTIVE =
      "select id from job where id > ? and (due <> '' or status not in (%s)) order by id limit ?"
          .formatted(
              Stream.of(JobStatus.values())
                  .filter(status -> !status.active())
                  .map(status -> "'" + status.word() + "'")
                  .collect(Collectors.joining(", ")));

  private final Database db;
  private final JobRows jobs;

  SqlJobStore(Database db) {
    this.db = db;
    this.jobs = new JobRows(db);
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
          jobs.insert(job);
          job.progress().covered().forEach(page -> cover(job.id(), page));
          warn(job.id(), job.progress().warnings());
          return new Creation.Created();
        });
  }

  @Override
  public Optional<JobRecord> find(JobId id) {
    return db.transaction(() -> jobs.find(id));
  }

  @Override
  public Page list(int limit, Optional<String> after) {
    Optional<ListKey> from = after.map(ListKey::parse);
    List<JobRows.Listed> some = db.transaction(() -> jobs.newest(limit + 1, from));
    List<JobRows.Listed> page = some.stream().limit(limit).toList();
    return new Page(
        page.stream().flatMap(job -> job.record().stream()).toList(),
        page.stream().filter(job -> job.record().isEmpty()).map(JobRows.Listed::id).toList(),
        some.size() > limit
            ? Optional.of(ListKey.of(page.getLast()).toString())
            : Optional.empty());
  }

  @Override
  public List<JobId> active(Optional<JobId> after, int limit) {
    String from = after.map(JobId::value).orElse("");
    return db.transaction(() -> db.query(row -> new JobId(row.text(1)), ACTIVE, from, limit));
  }

  @Override
  public Optional<JobRecord> replace(JobRecord seen, JobRecord next) {
    JobLife.requireAllowed(seen, next);
    return db.transaction(
        () -> {
          if (!jobs.replace(seen, next)) {
            return Optional.empty();
          }
          if (next.run().number() != seen.run().number()) {
            db.update("delete from covered where job = ?", seen.id().value());
          }
          return jobs.find(seen.id());
        });
  }

  @Override
  public Optional<JobRecord> cover(JobId id, int run, int page) {
    return db.transaction(
        () -> {
          if (!inRun(id, run)) {
            return Optional.empty();
          }
          cover(id, page);
          return jobs.find(id);
        });
  }

  private boolean inRun(JobId id, int run) {
    return db.one(
            row -> row.text(1), "select id from job where id = ? and run = ?", id.value(), run)
        .isPresent();
  }

  private void cover(JobId id, int page) {
    db.update("merge into covered key (job, page) values (?, ?)", id.value(), page);
  }

  @Override
  public void addWarnings(JobId id, Set<String> warnings) {
    db.run(
        () ->
            jobs.find(id)
                .map(job -> job.progress().warnings())
                .ifPresent(known -> warn(id, fresh(known, warnings))));
  }

  private static Set<String> fresh(Set<String> known, Set<String> warnings) {
    return warnings.stream()
        .filter(text -> !known.contains(text))
        .sorted()
        .limit(Math.max(0, MOST_WARNINGS - known.size()))
        .collect(Collectors.toSet());
  }

  private void warn(JobId id, Set<String> texts) {
    texts.forEach(text -> db.update("insert into warning values (?, ?)", id.value(), text));
  }

  @Override
  public void erase(JobId id, int run, Instant now) {
    db.run(
        () -> {
          if (inRun(id, run)) {
            db.update("merge into tombstone key (job) values (?, ?, ?)", id.value(), run, now);
            db.update("delete from job where id = ?", id.value());
            for (String table : Schema.ITEMS) {
              db.update("delete from %s where job = ?".formatted(table), id.value());
            }
          }
          db.update("delete from tombstone where deleted < ?", now.minus(TOMBSTONE));
        });
  }

  @Override
  public Optional<JobId> sweptTo() {
    return db.transaction(() -> db.one(row -> new JobId(row.text(1)), "select job from swept_to"));
  }

  @Override
  public void sweptTo(Optional<JobId> last) {
    db.run(
        () -> {
          db.update("delete from swept_to");
          last.ifPresent(id -> db.update("insert into swept_to values (?)", id.value()));
        });
  }
}
