package farm.sheaf.core.farm;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the sweep mends, and what is mended by hearing news again. */
class RepairTest {
  private static final Set<String> WRITES =
      Set.of(
          "create", "transition", "startRun", "recordSent", "report", "finishTask", "addWarnings");

  private final PaperFarm farm = new PaperFarm();

  @Test
  void frames_whose_news_was_lost_are_taken_in() {
    JobId id = farm.submit("1-12").id();
    farm.renderSilently(id);
    farm.sweepLater();
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
  }

  @Test
  void a_film_whose_news_was_lost_completes_its_job() {
    JobId id = farm.submit("1-12").id();
    farm.renderAll(id);
    farm.putFilm(id);
    farm.sweepLater();
    assertThat(farm.status(id)).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void work_is_sent_again_only_when_the_queue_was_found_empty_twice_in_a_row() {
    JobId id = farm.submit("1-12").id();
    int sent = farm.queue.everSent().size();
    farm.sweepLater();
    farm.sweepLater();
    assertThat(farm.queue.everSent()).as("it waits in the queue").hasSize(sent);
    farm.queue.takeAll();
    farm.files.putFrames(id, FrameSet.parse("1-3"));
    farm.sweepLater();
    assertThat(farm.queue.everSent()).as("empty once").hasSize(sent);
    farm.sweepLater();
    assertThat(farm.renderSilently(id)).as("empty twice").isEqualTo(FrameSet.parse("4-12"));
  }

  @Test
  void a_job_behind_a_long_queue_is_not_a_lost_one() {
    JobId id = farm.submit("1-12").id();
    int sent = farm.queue.everSent().size();
    for (int minute = 0; minute < 10; minute++) {
      farm.pass(Duration.ofHours(5));
      farm.sweepLater();
    }
    assertThat(farm.queue.everSent()).hasSize(sent);
    assertThat(farm.status(id)).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void a_silence_longer_than_queues_keep_messages_counts_as_loss() {
    JobId id = farm.submit("1-12").id();
    int sent = farm.queue.everSent().size();
    farm.pass(Duration.ofDays(15));
    farm.sweepLater();
    assertThat(farm.queue.everSent()).hasSize(2 * sent);
    assertThat(farm.status(id)).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void a_sequencing_that_never_came_is_sent_again() {
    JobId id = farm.submit("1-12").id();
    farm.renderAll(id);
    farm.queue.takeAll();
    farm.sweepLater();
    farm.sweepLater();
    assertThat(farm.queue.takeAll()).singleElement().isInstanceOf(Work.Sequence.class);
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
  }

  @Test
  void a_job_with_news_just_now_is_left_alone() {
    JobId id = farm.submit("1-12").id();
    farm.renderSilently(id);
    farm.useCases.sweepFarm().sweep();
    assertThat(farm.status(id)).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void a_handler_killed_between_any_two_of_its_writes_leads_to_the_same_end() {
    int faults = 0;
    for (int write = 1; write < 100; write++) {
      Killer killer = new Killer(write);
      Run run = new Run(killer);
      if (run.tellEverything()) {
        faults++;
      }
      assertThat(run.farm.status(run.id))
          .as("killed after write %d", write)
          .isEqualTo(JobStatus.COMPLETED);
      assertThat(run.farm.memory.tasks(run.id, 1)).allMatch(task -> task.finished());
    }
    assertThat(faults).as("writes that were interrupted").isGreaterThan(10);
  }

  /** A job's life in which every message is delivered again until its handler lives. */
  private static final class Run {
    final PaperFarm farm = new PaperFarm();
    final JobId id = farm.submit("1-12").id();
    private final UseCases mortal;
    private boolean killed;

    Run(Killer killer) {
      mortal = farm.useCases(killer.inFrontOf(farm.memory));
    }

    /** Whether the handler was killed on the way. */
    boolean tellEverything() {
      FrameSet frames = farm.renderSilently(id);
      WorkerEvent flop =
          new WorkerEvent(
              WorkerEvent.Type.FRAME_FAILED,
              farm.now,
              WorkerEvent.Source.of("w1"),
              Optional.of(new TaskRef(id, 1, 1)),
              WorkerEvent.Detail.failed(1, 3, FailureKind.CRASH, "it broke"));
      deliver(() -> mortal.workerNews().happened(List.of(flop)));
      frames.stream().forEach(f -> deliver(() -> mortal.frameNews().done(id, FrameSet.of(f))));
      farm.sweepLater();
      farm.sweepLater();
      farm.putFilm(id);
      deliver(() -> mortal.filmNews().appeared(Keys.film(farm.job(id).spec(), id)));
      return killed;
    }

    private void deliver(Runnable message) {
      try {
        message.run();
      } catch (Killed e) {
        killed = true;
        message.run();
      }
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Kills whoever makes the n-th write, once, after the write took effect. */
  private static final class Killer {
    private int left;

    Killer(int write) {
      this.left = write;
    }

    JobStore inFrontOf(JobStore store) {
      return (JobStore)
          Proxy.newProxyInstance(
              JobStore.class.getClassLoader(),
              new Class<?>[] {JobStore.class},
              (_, method, arguments) -> {
                try {
                  Object answer = method.invoke(store, arguments);
                  if (WRITES.contains(method.getName()) && --left == 0) {
                    throw new Killed();
                  }
                  return answer;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
