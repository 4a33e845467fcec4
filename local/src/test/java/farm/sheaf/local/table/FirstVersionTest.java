package farm.sheaf.local.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Effect;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Ledger;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Times;
import farm.sheaf.core.port.JobStore.Creation;
import farm.sheaf.core.port.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A farm's database as the first version left it opens, with all that it holds. */
class FirstVersionTest {
  private static final JobId HALF_DONE = new JobId("half-done-1");
  private static final JobId HALF_SENT = new JobId("half-sent-1");
  private static final JobId FILM = new JobId("film-1");
  private static final JobId WHOLE = new JobId("whole-1");
  private static final JobId GIVEN_UP = new JobId("given-up-1");
  private static final JobId BROKEN = new JobId("broken-1");

  @TempDir Path folder;

  @BeforeEach
  void leave() throws SQLException {
    sql("runscript from 'classpath:farm/sheaf/local/table/first-version.sql'");
  }

  private Path file() {
    return folder.resolve("jobs");
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + file().toAbsolutePath(), "sheaf", "");
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private void opened(Consumer<Stores> then) {
    try (SqlStores stores = SqlStores.open(file())) {
      then.accept(stores.stores());
    }
  }

  private static JobRecord found(Stores stores, JobId id) {
    return stores.jobs().find(id).orElseThrow();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-01T" + time + "Z");
  }

  @Test
  void a_half_done_job_keeps_every_frame_failure_time_and_warning() {
    opened(
        stores -> {
          JobRecord job = found(stores, HALF_DONE);
          Run run = job.run();
          assertThat(job.job().submittedAt()).isEqualTo(at("10:00:00.123456789"));
          assertThat(run)
              .isEqualTo(
                  new Run(1, FrameSet.range(1, 5000), Run.Cut.even(2500), 1, at("10:00:00")));
          assertThat(job.state()).isEqualTo(JobState.of(JobStatus.RENDERING, at("10:01:00")));
          assertThat(job.ledger())
              .isEqualTo(
                  new Ledger(
                      1,
                      List.of(),
                      new Ledger.Sent(at("10:01:00"), at("10:01:00"), FrameSet.EMPTY),
                      Optional.empty(),
                      new Ledger.Verdict(1, Set.of())));
          assertThat(job.progress())
              .isEqualTo(new JobProgress(Set.of(0), Set.of("missing: sky.png")));
          assertThat(stores.progress().pages(HALF_DONE, run))
              .containsExactly(
                  new FramePage(0, FrameSet.range(1, 2048), FrameSet.EMPTY, at("10:05:00")),
                  new FramePage(
                      1, FrameSet.parse("2049-2501,2503"), FrameSet.of(2502), at("10:06:00.500")));
          assertThat(stores.progress().failures(HALF_DONE, 1, 10))
              .containsExactly(new FrameFailure(2502, FailureKind.CRASH, "Blender died", 3));
          Times times = stores.progress().times(HALF_DONE);
          assertThat(times.attempts()).isEqualTo(3);
          assertThat(times.total()).isEqualTo(Duration.ofSeconds(9));
          stores
              .progress()
              .updateTimes(
                  HALF_DONE,
                  run,
                  1,
                  page -> {
                    assertThat(page.counted())
                        .containsOnlyKeys(1, 2)
                        .containsValue(FrameSet.of(2501));
                    return page;
                  });
        });
  }

  @Test
  void what_was_not_sent_is_due_and_the_sweep_looks_after_all_that_are_under_way() {
    opened(
        stores -> {
          assertThat(found(stores, HALF_SENT).ledger().due())
              .containsExactly(new Effect.SendTasks(3));
          assertThat(found(stores, FILM).ledger().due()).isEmpty();
          assertThat(found(stores, FILM).allCovered()).isTrue();
          assertThat(stores.jobs().active(Optional.empty(), 10))
              .containsExactly(FILM, HALF_DONE, HALF_SENT);
        });
  }

  @Test
  void an_ended_job_can_be_told_and_goes_on_from_where_it_stood() {
    opened(
        stores -> {
          JobRecord whole = found(stores, WHOLE);
          assertThat(whole.status()).isEqualTo(JobStatus.COMPLETED);
          assertThat(whole.run())
              .isEqualTo(new Run(2, FrameSet.of(3, 4), Run.Cut.even(1), 6, at("13:10:00")));
          assertThat(stores.progress().failures(WHOLE, 2, 10)).isEmpty();
          assertThat(stores.progress().times(WHOLE).attempts()).isEqualTo(2);
          assertThat(found(stores, GIVEN_UP).dead()).isTrue();
          assertThat(found(stores, BROKEN).dead()).isFalse();
          assertThat(found(stores, BROKEN).state().reason()).isEqualTo("frame 3: no camera");
          Run next = new Run(3, FrameSet.of(3), Run.Cut.even(1), 9, at("16:00:00"));
          JobRecord again =
              JobLife.next(whole, new JobLife.Fact.Requeued(next, FrameSet.of(3)), at("16:00:00"))
                  .orElseThrow();
          assertThat(stores.jobs().replace(whole, again)).isPresent();
        });
  }

  @Test
  void a_deleted_job_comes_again_only_in_a_later_run() {
    opened(
        stores -> {
          JobRecord job = found(stores, HALF_SENT);
          JobRecord erased =
              JobRecord.submitted(
                  new farm.sheaf.core.job.Job(
                      new JobId("erased-1"), "d", job.spec(), at("16:00:00")),
                  job.run());
          assertThat(stores.jobs().create(erased)).isEqualTo(new Creation.Deleted(4));
        });
  }

  @Test
  void opening_it_again_changes_nothing() throws SQLException {
    List<Object> first = new ArrayList<>();
    opened(stores -> first.addAll(all(stores)));
    List<Object> second = new ArrayList<>();
    opened(stores -> second.addAll(all(stores)));
    assertThat(second).hasSizeGreaterThan(6).isEqualTo(first);
    assertThatThrownBy(() -> sql("select * from public.job")).hasMessageContaining("not found");
  }

  @Test
  void what_was_taken_over_is_not_overwritten_when_the_old_tables_are_still_there()
      throws SQLException {
    List<Object> before = new ArrayList<>();
    opened(
        stores -> {
          JobRecord job = found(stores, HALF_DONE);
          JobRecord canceled =
              JobLife.next(job, new JobLife.Fact.Canceled(), at("16:00:00")).orElseThrow();
          stores.jobs().replace(job, canceled);
          before.addAll(all(stores));
        });
    leave();
    opened(stores -> assertThat(all(stores)).isEqualTo(before));
  }

  @Test
  void a_job_that_nobody_can_read_does_not_keep_the_farm_from_opening() throws SQLException {
    sql("update job set status = 'dreaming', spec = 'x' where id = 'film-1'");
    opened(
        stores -> {
          assertThat(stores.jobs().list(10, Optional.empty()).unreadable()).containsExactly(FILM);
          assertThat(stores.jobs().list(10, Optional.empty()).jobs()).hasSize(5);
          assertThat(stores.jobs().active(Optional.empty(), 1)).containsExactly(FILM);
        });
  }

  @Test
  void a_newer_database_is_refused_with_what_to_do_and_stays_as_it_is() throws SQLException {
    opened(stores -> assertThat(stores.jobs().sweptTo()).isEmpty());
    sql("insert into farm.version values (3)");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> SqlStores.open(file()))
          .isInstanceOf(NewerJobTableException.class)
          .hasMessageContaining("version 3")
          .hasMessageContaining("SHEAF_HOME");
    }
  }

  private static List<Object> all(Stores stores) {
    List<Object> all = new ArrayList<>();
    for (JobRecord job : stores.jobs().list(100, Optional.empty()).jobs()) {
      all.add(job);
      all.add(stores.progress().pages(job.id(), job.run()));
      all.add(stores.progress().failures(job.id(), job.run().number(), 100));
      all.add(stores.progress().times(job.id()));
    }
    return all;
  }
}
