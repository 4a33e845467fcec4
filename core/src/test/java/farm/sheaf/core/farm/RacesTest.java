package farm.sheaf.core.farm;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.JobConflictException;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.job.RefusedException;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Two calls at once, each pair in both orders: the second comes in between any two calls of store,
 * queue and bucket that the first makes, for every such place.
 */
class RacesTest {
  private static final int FAR_TOO_MANY = 500;

  @Test
  void of_two_requeues_one_owns_the_run_and_the_other_removes_nothing() {
    race(
        RacesTest::completed,
        requeue("1-3"),
        requeue("5"),
        race -> {
          assertThat(race.refusals).singleElement().isInstanceOf(JobConflictException.class);
          JobRecord job = race.job();
          assertThat(job.run().number()).isEqualTo(2);
          assertThat(race.farm.files.frames(race.id))
              .isEqualTo(job.spec().frames().minus(job.run().frames()));
          race.assertCompletes();
        });
  }

  @Test
  void of_a_cancel_and_a_requeue_of_a_failed_job_each_has_its_effect_or_is_refused() {
    race(
        RacesTest::failed,
        requeue(""),
        useCases -> race -> useCases.cancelJob().cancel(race.id),
        RacesTest::assertCanceledOrCompletes);
  }

  @Test
  void of_a_cancel_and_a_requeue_of_an_active_job_too() {
    race(
        RacesTest::rendering,
        useCases -> race -> useCases.cancelJob().cancel(race.id),
        requeue("3"),
        RacesTest::assertCanceledOrCompletes);
  }

  private static void assertCanceledOrCompletes(Race race) {
    if (race.job().status() == JobStatus.CANCELED) {
      assertThat(race.farm.files.lowestLiveRun(race.id)).isGreaterThan(race.job().run().number());
    } else {
      race.assertCompletes();
    }
  }

  @Test
  void news_that_meets_a_delete_leaves_nothing() {
    race(
        RacesTest::rendering,
        useCases -> race -> useCases.deleteJob().delete(race.id),
        useCases ->
            race -> {
              useCases.frameNews().done(race.id, FrameSet.range(1, 12));
              useCases.workerNews().happened(List.of(race.event(WorkerEvent.Type.FRAME_FAILED)));
              useCases.filmNews().appeared("output/" + race.id + "/ball.mp4");
            },
        race -> {
          assertThat(race.farm.memory.find(race.id)).isEmpty();
          assertThat(race.farm.memory.list(10, Optional.empty()).jobs()).isEmpty();
          assertThat(race.farm.memory.active(Optional.empty(), 10)).isEmpty();
        });
  }

  @Test
  void a_submission_that_meets_a_delete_finds_the_job_or_makes_it_anew() {
    race(
        RacesTest::completed,
        useCases -> race -> useCases.deleteJob().delete(race.id),
        submit(),
        race -> {
          if (race.farm.memory.find(race.id).isPresent()) {
            assertThat(race.job().run().number()).isEqualTo(2);
            race.assertCompletes();
          }
        });
  }

  @Test
  void two_submissions_after_the_tombstone_has_gone_are_one_live_job() {
    race(
        race -> {
          completed(race);
          race.farm.useCases.deleteJob().delete(race.id);
          race.farm.memory.forgetTombstones();
          race.farm.queue.takeAll();
        },
        submit(),
        submit(),
        race -> {
          assertThat(race.job().run().number()).isEqualTo(2);
          assertThat(race.farm.queue.everSent().stream().filter(w -> w.ref().run() == 2))
              .hasSize(race.job().run().taskCount());
          race.assertCompletes();
        });
  }

  @Test
  void a_sweep_that_meets_a_submission_sends_no_task_twice() {
    race(
        race -> {},
        useCases ->
            race ->
                race.id =
                    useCases
                        .submitJob()
                        .submit(PaperFarm.submission("ball.blend", "1-240"))
                        .record()
                        .id(),
        useCases -> _ -> useCases.sweepFarm().sweep(Duration.ofSeconds(45)),
        race -> {
          assertThat(race.farm.queue.everSent()).hasSize(race.job().run().taskCount());
          race.assertCompletes();
        });
  }

  @Test
  void the_same_news_twice_at_once_sends_one_film() {
    Call news = useCases -> race -> useCases.frameNews().done(race.id, FrameSet.range(1, 12));
    race(
        race -> {
          rendering(race);
          race.farm.renderSilently(race.id);
        },
        news,
        news,
        race -> {
          assertThat(race.farm.sequencesEverSent()).hasSize(1);
          race.assertCompletes();
        });
  }

  @Test
  void a_verdict_that_meets_the_last_frame_ends_in_one_of_both() {
    race(
        race -> {
          rendering(race);
          race.farm.renderSilently(race.id);
        },
        useCases ->
            race ->
                useCases.workerNews().happened(List.of(race.event(WorkerEvent.Type.JOB_FAILED))),
        useCases -> race -> useCases.frameNews().done(race.id, FrameSet.range(1, 12)),
        race -> {
          assertThat(race.job().status()).isEqualTo(JobStatus.FAILED);
          assertThat(race.job().dead()).isTrue();
          assertThat(race.farm.files.lowestLiveRun(race.id)).isEqualTo(2);
          assertThat(race.farm.sequencesEverSent()).hasSizeLessThanOrEqualTo(1);
        });
  }

  // --- jobs to begin with ---

  private static void rendering(Race race) {
    race.id = race.farm.submit("1-12").id();
    race.farm.files.putFrames(race.id, FrameSet.of(1));
    race.farm.useCases.frameNews().done(race.id, FrameSet.of(1));
  }

  private static void failed(Race race) {
    rendering(race);
    race.farm.queue.takeAll();
    race.farm.files.putFrames(race.id, FrameSet.range(1, 11));
    race.farm.useCases.frameNews().done(race.id, FrameSet.range(1, 11));
    race.farm.useCases.workerNews().happened(List.of(race.event(WorkerEvent.Type.FRAME_FAILED)));
    assertThat(race.job().status()).isEqualTo(JobStatus.FAILED);
  }

  private static void completed(Race race) {
    race.id = race.farm.submit("1-12").id();
    race.assertCompletes();
    race.farm.queue.takeAll();
  }

  // --- what meets ---

  /** A call of a function, of the use cases that it is given. */
  private interface Call {
    Consumer<Race> on(UseCases useCases);
  }

  private static Call requeue(String frames) {
    return useCases ->
        race ->
            useCases
                .requeueFrames()
                .requeue(
                    race.id,
                    frames.isEmpty() ? Optional.empty() : Optional.of(FrameSet.parse(frames)));
  }

  private static Call submit() {
    return useCases -> _ -> useCases.submitJob().submit(PaperFarm.submission("ball.blend", "1-12"));
  }

  private static void race(Consumer<Race> before, Call a, Call b, Consumer<Race> end) {
    assertThat(race(before, new Call[] {a, b}, end)).as("places of meeting").isGreaterThan(2);
    assertThat(race(before, new Call[] {b, a}, end)).as("places of meeting").isPositive();
  }

  /** At how many places the second call came in between. */
  private static int race(Consumer<Race> before, Call[] calls, Consumer<Race> end) {
    for (int place = 1; place < FAR_TOO_MANY; place++) {
      Race race = new Race();
      before.accept(race);
      boolean[] met = {false};
      Ports ports =
          new Interruption(
                  place,
                  () -> {
                    met[0] = true;
                    race.call(calls[1].on(race.farm.useCases));
                  })
              .inFrontOf(
                  new Ports(
                      race.farm.memory.stores(),
                      race.farm.files,
                      race.farm.files,
                      race.farm.files,
                      race.farm.queue));
      race.call(calls[0].on(new UseCases(ports, () -> race.farm.now, PaperFarm.QUIET)));
      if (!met[0]) {
        race.call(calls[1].on(race.farm.useCases));
      }
      try {
        end.accept(race);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("met before call %d".formatted(place), e);
      }
      if (!met[0]) {
        return place - 1;
      }
    }
    throw new AssertionError("it never ends");
  }

  private static final class Race {
    final PaperFarm farm = new PaperFarm();
    final List<RefusedException> refusals = new ArrayList<>();
    JobId id = new JobId("nobody");

    void call(Consumer<Race> function) {
      try {
        function.accept(this);
      } catch (RefusedException e) {
        refusals.add(e);
      }
    }

    JobRecord job() {
      return farm.job(id);
    }

    WorkerEvent event(WorkerEvent.Type type) {
      return new WorkerEvent(
          type,
          farm.now,
          WorkerEvent.Source.of("w1"),
          Optional.of(new TaskRef(id, 1, 1)),
          Detail.failed(12, 3, FailureKind.CRASH, "it broke"));
    }

    /** Workers do what waits, all news comes, the sweep looks: the job completes. */
    void assertCompletes() {
      for (int i = 0; i < 5 && job().status() != JobStatus.COMPLETED; i++) {
        farm.renderAll(id);
        farm.useCases.frameNews().done(id, farm.files.frames(id));
        if (farm.queue.everSent().stream().anyMatch(Work.Sequence.class::isInstance)
            && job().status() == JobStatus.SEQUENCING) {
          farm.putFilm(id);
          farm.useCases.filmNews().appeared(Keys.film(job().spec(), id));
        }
        farm.sweepLater();
      }
      assertThat(job().status()).isEqualTo(JobStatus.COMPLETED);
      assertThat(farm.files.frames(id)).isEqualTo(job().spec().frames());
      assertThat(job().ledger().due()).isEmpty();
    }
  }
}
