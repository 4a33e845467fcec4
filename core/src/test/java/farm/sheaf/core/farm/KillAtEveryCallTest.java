package farm.sheaf.core.farm;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.farm.Mortality.Killed;
import farm.sheaf.core.farm.Mortality.Side;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A function is killed at its n-th call of store, queue or bucket, for every n, beside a busy job
 * that never lets the queue run empty. The same end comes, by hearing the news again or by the
 * sweep, and of what was sent at most the one batch comes twice that was on its way.
 */
class KillAtEveryCallTest {
  private static final int FAR_TOO_MANY = 2_000;

  @ParameterizedTest
  @EnumSource(Side.class)
  void a_life_from_submission_to_film_comes_to_the_same_end(Side side) {
    everyKill(
        side,
        life -> {
          life.submit();
          life.renderAndTell();
          life.filmComes();
        },
        life -> {
          assertThat(life.farm.status(life.id)).isEqualTo(JobStatus.COMPLETED);
          assertThat(life.messages(Work.Sequence.class)).isBetween(1, 2);
          assertThat(life.messages(Work.Render.class)).isBetween(25, 25 + WorkQueue.BATCH);
        });
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void a_life_with_vanished_frames_does_too(Side side) {
    everyKill(
        side,
        life -> {
          life.submit();
          FrameSet frames = life.farm.renderSilently(life.id);
          life.farm.files.loseFrames(life.id, FrameSet.parse("4,9,100"));
          life.tell(frames);
          life.renderAndTell();
          life.filmComes();
        },
        life -> {
          assertThat(life.farm.status(life.id)).isEqualTo(JobStatus.COMPLETED);
          assertThat(life.farm.files.frames(life.id)).isEqualTo(FrameSet.range(1, 240));
          assertThat(life.messages(Work.Sequence.class)).isBetween(1, 2);
          assertThat(life.messages(Work.Render.class)).isBetween(27, 27 + WorkQueue.BATCH);
        });
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void a_life_with_a_failed_frame_and_a_requeue_does_too(Side side) {
    everyKill(
        side,
        life -> {
          life.submit();
          FrameSet frames = life.farm.renderSilently(life.id).minus(FrameSet.of(7));
          life.farm.files.loseFrames(life.id, FrameSet.of(7));
          life.tell(frames);
          life.event(WorkerEvent.Type.FRAME_FAILED, Detail.failed(7, 3, FailureKind.CRASH, "no"));
          life.requeue(FrameSet.of(1));
          life.renderAndTell();
          life.filmComes();
        },
        life -> {
          assertThat(life.farm.status(life.id)).isEqualTo(JobStatus.COMPLETED);
          assertThat(life.farm.files.frames(life.id)).isEqualTo(FrameSet.range(1, 240));
          assertThat(life.messages(Work.Sequence.class)).isBetween(1, 2);
          assertThat(life.messages(Work.Render.class)).isBetween(27, 27 + WorkQueue.BATCH);
        });
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void a_canceled_job_stays_canceled_and_its_work_dies(Side side) {
    everyKill(
        side,
        life -> {
          life.submit();
          life.call(useCases -> useCases.cancelJob().cancel(life.id));
        },
        life -> {
          assertThat(life.farm.status(life.id)).isEqualTo(JobStatus.CANCELED);
          assertThat(life.farm.files.lowestLiveRun(life.id)).isEqualTo(2);
          assertThat(life.farm.job(life.id).ledger().due()).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void a_deleted_job_goes_with_all_it_has(Side side) {
    everyKill(
        side,
        life -> {
          life.submit();
          life.farm.renderSilently(life.id);
          life.call(
              useCases -> {
                if (life.farm.memory.find(life.id).filter(job -> !job.erasing()).isPresent()) {
                  useCases.deleteJob().delete(life.id);
                }
              });
        },
        life -> {
          assertThat(life.farm.memory.find(life.id)).isEmpty();
          assertThat(life.farm.files.frames(life.id).size()).isZero();
          assertThat(life.farm.files.lowestLiveRun(life.id)).isEqualTo(2);
        });
  }

  @Test
  void a_scene_that_no_worker_can_render_is_let_die_though_its_bearer_dies() {
    for (Side side : Side.values()) {
      everyKill(
          side,
          life -> {
            life.submit();
            life.event(WorkerEvent.Type.JOB_FAILED, Detail.failed(FailureKind.SCENE, "no camera"));
          },
          life -> {
            assertThat(life.farm.job(life.id).state().reason()).isEqualTo("no camera");
            assertThat(life.farm.files.lowestLiveRun(life.id)).isEqualTo(2);
          });
    }
  }

  private static void everyKill(Side side, Consumer<Life> story, Consumer<Life> end) {
    int killed = 0;
    for (int call = 1; call < FAR_TOO_MANY; call++) {
      Life life = new Life(call, side);
      story.accept(life);
      life.sweeps();
      life.assertBusyJobUntouched();
      try {
        end.accept(life);
      } catch (AssertionError e) {
        throw new AssertionError("killed %s call %d".formatted(side, call), e);
      }
      if (!life.killed) {
        break;
      }
      killed++;
    }
    assertThat(killed).as("calls at which it was killed").isBetween(10, FAR_TOO_MANY - 2);
  }

  /** One job's life, with one death in it. Whoever was killed is called again with the same. */
  private static final class Life {
    final PaperFarm farm = new PaperFarm();
    private final Mortality mortality = new Mortality();
    private final UseCases mortal;
    private final JobId busy;
    private final int sentForBusy;
    JobId id = new JobId("nobody");
    boolean killed;

    Life(int call, Side side) {
      busy = farm.submit("1001-1012").id();
      sentForBusy = farm.queue.everSent().size();
      Ports ports = new Ports(farm.memory.stores(), farm.files, farm.files, farm.files, farm.queue);
      mortal = new UseCases(mortality.inFrontOf(ports), () -> farm.now, PaperFarm.QUIET);
      mortality.killAtCall(call, side);
    }

    void submit() {
      call(
          useCases ->
              id =
                  useCases
                      .submitJob()
                      .submit(PaperFarm.submission("ball.blend", "1-240"))
                      .record()
                      .id());
      sweeps();
    }

    void renderAndTell() {
      tell(farm.renderSilently(id));
    }

    void tell(FrameSet frames) {
      for (int from = 0; from < frames.size(); from += 30) {
        FrameSet some = frames.slice(from, Math.min(frames.size(), from + 30));
        call(useCases -> useCases.frameNews().done(id, some));
      }
      sweeps();
    }

    void requeue(FrameSet again) {
      call(
          useCases -> {
            if (!farm.status(id).active()) {
              useCases.requeueFrames().requeue(id, Optional.of(again));
            }
          });
      sweeps();
    }

    void filmComes() {
      farm.putFilm(id);
      call(useCases -> useCases.filmNews().appeared(Keys.film(farm.job(id).spec(), id)));
    }

    void event(WorkerEvent.Type type, Detail detail) {
      TaskRef ref = new TaskRef(id, farm.job(id).run().number(), 1);
      WorkerEvent event =
          new WorkerEvent(type, farm.now, WorkerEvent.Source.of("w1"), Optional.of(ref), detail);
      call(useCases -> useCases.workerNews().happened(List.of(event)));
    }

    void call(Consumer<UseCases> function) {
      try {
        function.accept(mortal);
      } catch (Killed e) {
        killed = true;
        function.accept(mortal);
      }
    }

    /** The busy job's messages wait all the while, and its worker has told of it just now. */
    void sweeps() {
      farm.queue.send(farm.job(busy).pool(), farm.queue.everSent().subList(0, 1));
      for (int i = 0; i < 3; i++) {
        farm.pass(Duration.ofMinutes(2));
        call(useCases -> useCases.sweepFarm().sweep(Duration.ofSeconds(45)));
      }
    }

    int messages(Class<? extends Work> kind) {
      return Math.toIntExact(
          farm.queue.everSent().stream()
              .filter(work -> work.ref().jobId().equals(id) && kind.isInstance(work))
              .count());
    }

    void assertBusyJobUntouched() {
      assertThat(farm.status(busy)).isEqualTo(JobStatus.QUEUED);
      assertThat(
              farm.queue.everSent().stream()
                  .filter(work -> work.ref().jobId().equals(busy))
                  .distinct())
          .hasSize(sentForBusy);
    }
  }
}
