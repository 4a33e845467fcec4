package farm.sheaf.worker;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerKind;
import farm.sheaf.worker.claim.Deadline;
import farm.sheaf.worker.stub.Bench;
import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.StubSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The core without its loop, called as a function or a container would. */
class WorkRunnerTest {
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final WorkerKind OTHER = new WorkerKind("Blender 5.0.1, CPU");

  @TempDir Path folder;
  private Bench bench;
  private WorkRunner runner;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Bench(folder, new StubSessions(Duration.ofMinutes(2)), GRACE);
    runner = Core.of(bench);
  }

  @AfterEach
  void tearDown() throws IOException {
    bench.close();
  }

  @Test
  void work_goes_back_before_its_deadline_and_no_frame_is_lost_or_rendered_twice()
      throws IOException {
    Work.Render rest = Jobs.render("1-10");
    int calls = 0;
    while (bench.farm.objects().size() < 10) {
      Instant deadline = bench.time.instant().plus(Duration.ofMinutes(10));
      int sent = bench.farm.sent().size();
      runner.run(bench.message(rest), Deadline.at(deadline, GRACE));

      assertThat(bench.time.instant()).isBefore(deadline);
      assertThat(bench.farm.deeds()).endsWith("delete");
      if (bench.farm.sent().size() > sent) {
        rest = (Work.Render) bench.farm.sent().getLast();
        assertThat(rest.attempts()).isEqualTo(Attempts.NONE);
      }
      calls++;
    }

    assertThat(calls).isEqualTo(3);
    assertThat(bench.sessions.script().rendered())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
  }

  @Test
  void a_frame_ends_within_its_grace_and_no_other_begins() throws IOException {
    Deadline deadline = Deadline.at(bench.time.instant().plusSeconds(3 * 60 + 40), GRACE);

    runner.run(bench.message(Jobs.render("1-5")), deadline);

    assertThat(bench.sessions.script().rendered()).containsExactly(1);
    assertThat(bench.farm.deeds()).containsSubsequence("put 1", "send 2-5", "delete");
  }

  @Test
  void work_that_comes_too_late_goes_back_without_its_scene_being_opened() throws IOException {
    Deadline deadline = Deadline.at(bench.time.instant().plusSeconds(60), GRACE);

    runner.run(bench.message(Jobs.render("1-5")), deadline);

    assertThat(bench.sessions.opened()).isEmpty();
    assertThat(bench.farm.deeds()).endsWith("send 1-5", "delete");
  }

  @Test
  void a_deadline_that_arrives_in_mid_frame_is_kept() throws IOException {
    Deadline deadline = Deadline.none(GRACE);
    Instant reclaim = bench.time.instant().plus(Duration.ofMinutes(3));
    bench
        .sessions
        .script()
        .before(
            frame -> {
              if (frame == 2) {
                deadline.arrive(reclaim);
              }
            });

    runner.run(bench.message(Jobs.render("1-5")), deadline);

    assertThat(bench.time.instant()).isEqualTo(reclaim.minus(Deadline.MARGIN));
    assertThat(bench.sessions.script().rendered()).containsExactly(1);
    assertThat(bench.farm.deeds()).endsWith("send 2-5", "delete");
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_RETRIED)).isEmpty();
  }

  @Test
  void what_this_worker_cannot_do_goes_to_another_and_the_farm_hears_of_it_once_a_run()
      throws IOException {
    bench.sessions.refuse(FailureKind.WORKER, "the file was saved by Blender 5.0");

    runner.run(bench.message(Jobs.render("1-3")), Deadline.none(GRACE));
    runner.run(bench.message(Jobs.render("4-6")), Deadline.none(GRACE));

    assertThat(bench.farm.sent())
        .containsExactly(
            Jobs.render("1-3").declinedBy(Bench.KIND), Jobs.render("4-6").declinedBy(Bench.KIND));
    assertThat(bench.farm.events(WorkerEvent.Type.WORKER_CANNOT))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.about()).hasValue(Jobs.render("1-3").ref());
              assertThat(event.source().kind()).isEqualTo(Bench.KIND);
              assertThat(event.detail().message()).contains("saved by Blender 5.0");
            });
    assertThat(bench.farm.deeds()).containsSubsequence("flush", "send 1-3", "delete");
    assertThat(bench.farm.events(WorkerEvent.Type.JOB_FAILED)).isEmpty();
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_RETRIED)).isEmpty();
  }

  @Test
  void work_that_this_kind_of_worker_has_declined_is_passed_on_without_opening_it()
      throws IOException {
    Work.Render declined = Jobs.render("1-3").declinedBy(Bench.KIND);
    for (int time = 0; time < 3; time++) {
      runner.run(bench.message(declined), Deadline.none(GRACE));
    }
    runner.run(bench.message(Jobs.sequence("1-3").declinedBy(Bench.KIND)), Deadline.none(GRACE));

    assertThat(bench.farm.deeds().stream().filter(d -> d.startsWith("download"))).isEmpty();
    assertThat(bench.sessions.opened()).isEmpty();
    assertThat(bench.farm.sent()).hasSize(4).startsWith(declined, declined, declined);
    assertThat(bench.farm.deeds().stream().filter("delete"::equals)).hasSize(4);
    assertThat(bench.farm.events(WorkerEvent.Type.WORKER_CANNOT)).hasSize(1);
  }

  @Test
  void work_that_another_kind_of_worker_has_declined_is_done_here() throws IOException {
    runner.run(bench.message(Jobs.render("1-3").declinedBy(OTHER)), Deadline.none(GRACE));

    assertThat(bench.farm.objects()).hasSize(3);
    assertThat(bench.farm.sent()).isEmpty();
  }

  @Test
  void a_device_that_is_lost_in_mid_work_passes_the_rest_on_without_an_attempt()
      throws IOException {
    bench.sessions.script().fail(2, FailureKind.WORKER, "Found no Cycles device");

    runner.run(bench.message(Jobs.render("1-3")), Deadline.none(GRACE));

    Work.Render all = Jobs.render("1-3");
    assertThat(bench.farm.sent())
        .containsExactly(all.with(FrameSet.range(2, 3), Attempts.NONE).declinedBy(Bench.KIND));
    assertThat(bench.farm.objects()).hasSize(1);
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_RETRIED)).isEmpty();
  }
}
