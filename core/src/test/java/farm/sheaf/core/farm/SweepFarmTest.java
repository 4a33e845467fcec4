package farm.sheaf.core.farm;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the sweep mends, and what it leaves alone. */
class SweepFarmTest {
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
    farm.pass(Duration.ofHours(1));
    farm.sweep();
    assertThat(farm.queue.everSent()).as("empty once").hasSize(sent);
    farm.pass(Duration.ofHours(1));
    farm.sweep();
    assertThat(farm.renderSilently(id)).as("empty twice").isEqualTo(FrameSet.parse("4-12"));
  }

  @Test
  void an_emptiness_seen_before_the_submission_does_not_count() {
    farm.submit("1-3");
    farm.queue.takeAll();
    for (int i = 0; i < 60; i++) {
      farm.sweepLater();
    }
    farm.queue.takeAll();
    farm.pass(Duration.ofHours(5));
    JobId id = farm.submit("1-12").id();
    int sent = farm.queue.everSent().size();
    // The count of messages lags: it says 0 though none was taken.
    List<Work> waiting = farm.queue.takeAll();
    farm.sweepLater();
    assertThat(farm.queue.everSent()).as("one lagging reading").hasSize(sent);
    farm.queue.send(Pool.CPU, waiting);
    farm.sweepLater();
    farm.sweepLater();
    assertThat(farm.status(id)).isEqualTo(JobStatus.QUEUED);
    assertThat(farm.queue.everSent()).hasSize(sent + waiting.size());
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
  void a_silence_longer_than_queues_keep_messages_counts_as_loss_and_once() {
    JobId id = farm.submit("1-12").id();
    int sent = farm.queue.everSent().size();
    farm.pass(Duration.ofDays(15));
    for (int minute = 0; minute < 60; minute++) {
      farm.sweepLater();
    }
    assertThat(farm.queue.everSent()).hasSize(2 * sent);
    assertThat(farm.status(id)).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void on_a_busy_farm_a_silent_job_is_sent_again_each_time_that_queues_forget() {
    JobId id = farm.submit("1-12").id();
    farm.queue.takeAll();
    farm.files.putFrames(id, FrameSet.of(1));
    farm.useCases.frameNews().done(id, FrameSet.of(1));
    farm.submit("2-13");
    int sent = farm.queue.everSent().size();
    for (int hour = 0; hour < 60 * 24; hour++) {
      farm.pass(Duration.ofHours(1));
      farm.sweep();
    }
    List<Work> again =
        farm.queue.everSent().subList(sent, farm.queue.everSent().size()).stream()
            .filter(work -> work.ref().jobId().equals(id))
            .toList();
    assertThat(again).as("60 days: four rounds of 6 tasks").hasSize(4 * 6);
    assertThat(again)
        .allSatisfy(work -> assertThat(((Work.Render) work).frames().contains(1)).isFalse());
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
    farm.sweep();
    assertThat(farm.status(id)).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void a_second_sweep_over_an_unchanged_job_writes_and_lists_nothing() {
    JobId id = farm.submit("1-5000").id();
    farm.queue.takeAll();
    farm.files.putFrames(id, FrameSet.parse("1-2499"));
    farm.useCases.frameNews().done(id, FrameSet.parse("1-2400"));
    farm.submit("1-12");
    farm.sweepLater();
    CountingStores counted = new CountingStores(farm.memory.stores());
    farm.pass(Duration.ofMinutes(1));
    int lists = farm.files.lists();
    farm.useCases(counted.stores()).sweepFarm().sweep(Duration.ofSeconds(45));
    assertThat(counted.writes()).isEmpty();
    assertThat(counted.reads().stream().filter(call -> call.contains(id.value()))).hasSize(2);
    assertThat(farm.files.lists()).isEqualTo(lists);
  }

  @Test
  void a_job_that_nobody_touches_is_looked_at_ever_more_rarely() {
    JobId id = farm.submit("1-100").id();
    farm.queue.takeAll();
    farm.files.putFrames(id, FrameSet.parse("1-99"));
    farm.useCases.frameNews().done(id, FrameSet.parse("1-99"));
    farm.submit("101-112");
    int lists = farm.files.lists();
    for (int minute = 0; minute < 24 * 60; minute++) {
      farm.pass(Duration.ofMinutes(1));
      farm.sweep();
    }
    assertThat(farm.files.lists() - lists).isBetween(24, 70);
  }

  @Test
  void a_lost_frame_is_found_though_nothing_else_happens_for_hours() {
    JobId id = farm.submit("1-3").id();
    farm.queue.takeAll();
    farm.submit("101-112");
    farm.files.putFrames(id, FrameSet.parse("1,2"));
    farm.useCases.frameNews().done(id, FrameSet.parse("1,2"));
    for (int minute = 0; minute < 300; minute++) {
      farm.pass(Duration.ofMinutes(1));
      farm.sweep();
    }
    farm.files.putFrames(id, FrameSet.of(3));
    for (int minute = 0; minute < 61; minute++) {
      farm.pass(Duration.ofMinutes(1));
      farm.sweep();
    }
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
  }

  @Test
  void one_jobs_trouble_stays_its_own() {
    JobId spoilt = farm.submit("1-3").id();
    JobId good = farm.submit("2-13").id();
    farm.renderSilently(good);
    farm.files.putFrames(good, FrameSet.parse("2-13"));
    farm.memory.spoil(spoilt);
    farm.pass(Duration.ofMinutes(2));
    SweepFarm.Swept swept = farm.sweep();
    assertThat(swept.troubles()).extracting(SweepFarm.Trouble::id).containsExactly(spoilt);
    assertThat(swept.swept()).isEqualTo(2);
    assertThat(farm.status(good)).isEqualTo(JobStatus.SEQUENCING);
    assertThat(farm.memory.list(10, Optional.empty()).unreadable()).containsExactly(spoilt);
  }

  @Test
  void a_pool_that_was_removed_keeps_no_job_of_another_waiting() {
    WorkQueue withoutPool =
        new WorkQueue() {
          @Override
          public void send(Pool pool, List<Work> work) {
            throw new IllegalArgumentException("there is no pool " + pool);
          }

          @Override
          public Depth depth(Pool pool) {
            throw new IllegalArgumentException("there is no pool " + pool);
          }

          @Override
          public Set<Pool> pools() {
            return Set.of();
          }
        };
    farm.submit("1-3");
    farm.submit("2-13");
    farm.pass(Duration.ofMinutes(5));
    UseCases broken =
        new UseCases(
            new Ports(farm.memory.stores(), farm.files, farm.files, farm.files, withoutPool),
            () -> farm.now,
            PaperFarm.QUIET);
    SweepFarm.Swept swept = broken.sweepFarm().sweep(Duration.ofSeconds(45));
    assertThat(swept.swept()).isEqualTo(2);
    assertThat(swept.troubles()).hasSize(2);
  }

  @Test
  void a_sweep_that_runs_out_of_time_is_gone_on_with_by_the_next() {
    for (int frame = 1; frame <= 5; frame++) {
      farm.renderSilently(farm.submit(frame + "-" + (frame + 1)).id());
    }
    farm.pass(Duration.ofMinutes(5));
    Instant start = farm.now;
    int[] looks = {0};
    UseCases slow =
        new UseCases(
            new Ports(farm.memory.stores(), farm.files, farm.files, farm.files, farm.queue),
            () -> start.plusSeconds(5L * looks[0]++),
            PaperFarm.QUIET);
    SweepFarm.Swept first = slow.sweepFarm().sweep(Duration.ofSeconds(45));
    assertThat(first.rest()).isPresent();
    assertThat(first.swept()).isBetween(1, 4);
    SweepFarm.Swept second = farm.sweep();
    assertThat(second.swept()).isEqualTo(5 - first.swept());
    assertThat(second.rest()).isEmpty();
    assertThat(farm.sweep().swept()).as("from the beginning again").isEqualTo(5);
  }

  @Test
  void what_was_due_when_its_bearer_died_is_done_on_a_busy_farm_too() {
    JobId id = farm.submit("1-12").id();
    FrameSet frames = farm.renderSilently(id);
    farm.submit("101-112");
    farm.queue.failNextSend();
    try {
      farm.useCases.frameNews().done(id, frames);
    } catch (IllegalStateException died) {
      assertThat(died).hasMessageContaining("no send");
    }
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
    assertThat(farm.sequencesEverSent()).isEmpty();
    for (int i = 0; i < 10; i++) {
      farm.sweepLater();
    }
    assertThat(farm.sequencesEverSent()).hasSize(1);
  }
}
