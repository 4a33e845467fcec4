package farm.sheaf.local.table;

import java.util.List;

/**
 * The tables of the job store.
 *
 * <p>Sets of frames stand as text, {@code 1-50} or {@code 1,5,7-9}, one row a task: a job of
 * 100,000 frames has 2,000 tasks of 50, so a row a frame would be fifty times as many rows for the
 * same question ("which frames of this task are done"), which is always asked of a whole task.
 */
final class Schema {
  static final List<String> TABLES =
      List.of(
          """
          create table if not exists job (
            id varchar primary key,
            digest varchar not null,
            spec varchar not null,
            submitted timestamp(9) with time zone not null,
            run int not null,
            run_frames varchar not null,
            run_chunk int not null,
            run_first_task int not null,
            run_started timestamp(9) with time zone not null,
            status varchar not null,
            reason varchar not null,
            changed timestamp(9) with time zone not null,
            sent_task int not null)
          """,
          "create index if not exists job_by_time on job (submitted desc, id desc)",
          "create index if not exists job_by_status on job (status)",
          """
          create table if not exists finished_task (
            job varchar not null, task int not null, primary key (job, task))
          """,
          """
          create table if not exists warning (
            job varchar not null, text varchar not null, primary key (job, text))
          """,
          """
          create table if not exists task (
            job varchar not null, number int not null, run int not null, frames varchar not null,
            done varchar not null, changed timestamp(9) with time zone not null,
            primary key (job, number))
          """,
          """
          create table if not exists failure (
            job varchar not null, task int not null, frame int not null, kind varchar not null,
            message varchar not null, attempts int not null, primary key (job, task, frame))
          """,
          """
          create table if not exists timing (
            job varchar not null, frame int not null, attempt int not null, worker varchar not null,
            ended timestamp(9) with time zone not null, took_nanos bigint not null,
            primary key (job, frame, attempt))
          """,
          """
          create table if not exists worker (
            id varchar primary key, state varchar not null, note varchar not null,
            heard timestamp(9) with time zone not null)
          """,
          """
          create table if not exists empty_queue (
            pool varchar primary key, since timestamp(9) with time zone not null)
          """,
          """
          create table if not exists tombstone (
            job varchar primary key, run int not null, deleted timestamp(9) with time zone not null)
          """);

  /** What holds items of a job, besides the job itself. */
  static final List<String> ITEMS =
      List.of("finished_task", "warning", "task", "failure", "timing");

  private Schema() {}
}
