package farm.sheaf.local.table;

import java.nio.file.Path;
import java.util.List;

/**
 * The tables, and which version of them a database has.
 *
 * <p>They lie in a schema of their own. Sets of frames stand as bits of the frames they are part of
 * where they change often (a page of progress is one row of half a kilobyte), as text where they
 * are written once.
 */
final class Schema {
  /** Grows with every change of the tables that an older farm could not live with. */
  static final int VERSION = 2;

  private static final List<String> TABLES =
      List.of(
          "create schema if not exists farm",
          "set schema farm",
          """
          create table if not exists version (number int primary key)
          """,
          """
          create table if not exists job (
            id varchar primary key,
            digest varchar not null,
            spec varchar not null,
            submitted timestamp(9) with time zone not null,
            run int not null,
            run_frames varchar not null,
            run_cut_first int not null,
            run_chunk int not null,
            run_first_task int not null,
            run_started timestamp(9) with time zone not null,
            status varchar not null,
            reason varchar not null,
            changed timestamp(9) with time zone not null,
            revision bigint not null,
            due varchar not null,
            sent timestamp(9) with time zone not null,
            touched timestamp(9) with time zone not null,
            awaited varchar not null,
            looked timestamp(9) with time zone not null,
            look_queue varchar not null,
            lowest_live_run int not null,
            declined varchar not null)
          """,
          "create index if not exists job_by_time on job (submitted desc, id desc)",
          """
          create table if not exists covered (
            job varchar not null, page int not null, primary key (job, page))
          """,
          """
          create table if not exists warning (
            job varchar not null, text varchar not null, primary key (job, text))
          """,
          """
          create table if not exists page (
            job varchar not null, run int not null, number int not null,
            done varbinary not null, failed varbinary not null,
            news timestamp(9) with time zone not null, primary key (job, run, number))
          """,
          """
          create table if not exists failure (
            job varchar not null, run int not null, frame int not null, kind varchar not null,
            message varchar not null, attempts int not null, primary key (job, run, frame))
          """,
          """
          create table if not exists times (
            job varchar not null, run int not null, page int not null, attempts bigint not null,
            total_nanos bigint not null, buckets varchar not null, primary key (job, run, page))
          """,
          """
          create table if not exists counted (
            job varchar not null, run int not null, page int not null, attempt int not null,
            frames varbinary not null, primary key (job, run, page, attempt))
          """,
          """
          create table if not exists worker (
            id varchar primary key, condition varchar not null, pool varchar not null,
            kind varchar not null, note varchar not null,
            heard timestamp(9) with time zone not null)
          """,
          """
          create table if not exists tombstone (
            job varchar primary key, run int not null, deleted timestamp(9) with time zone not null)
          """,
          """
          create table if not exists swept_to (job varchar primary key)
          """);

  /** What holds items of a job, besides the job itself. */
  static final List<String> ITEMS =
      List.of("covered", "warning", "page", "failure", "times", "counted");

  private Schema() {}

  /**
   * Makes what is missing, and takes over what the first version's tables hold. Making a table ends
   * a transaction of H2's, so each step may be the last one and the next start goes on from there.
   *
   * @throws NewerJobTableException when a newer version of the farm has written the database
   */
  static void prepare(Database db, Path file) {
    db.run(() -> requireKnown(db, file));
    db.run(() -> TABLES.forEach(db::update));
    db.run(
        () -> {
          FirstTables.takeOver(db);
          db.update("merge into version key (number) values (?)", VERSION);
        });
    db.run(() -> FirstTables.drop(db));
  }

  private static void requireKnown(Database db, Path file) {
    if (hasTable(db, "FARM", "VERSION")) {
      int version =
          db.one(row -> row.number(1), "select coalesce(max(number), 0) from farm.version")
              .orElseThrow();
      if (version > VERSION) {
        throw new NewerJobTableException(file, version);
      }
    }
  }

  static boolean hasTable(Database db, String schema, String table) {
    return db.one(
            row -> row.text(1),
            "select table_name from information_schema.tables"
                + " where table_schema = ? and table_name = ?",
            schema,
            table)
        .isPresent();
  }
}
