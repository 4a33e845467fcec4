package farm.sheaf.core.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.farm.SubmitJob.Submitted;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.port.InMemoryWorkQueue;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.scene.BlendBytes;
import farm.sheaf.core.work.Work;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitJobTest {
  private final PaperFarm farm = new PaperFarm();

  @Test
  void row1_sends_exactly_the_frames_asked_for() {
    farm.submit("10-12");
    FrameSet sent =
        farm.queue.takeAll().stream()
            .map(work -> ((Work.Render) work).frames())
            .reduce(FrameSet.EMPTY, FrameSet::union);
    assertThat(sent).isEqualTo(FrameSet.parse("10-12"));
  }

  @Test
  void row2_the_job_is_on_record_before_its_first_message_is_sent() {
    List<Integer> onRecord = new java.util.ArrayList<>();
    WorkQueue spying =
        new ForwardingQueue(farm.queue) {
          @Override
          public void send(Pool pool, List<Work> work) {
            onRecord.add(farm.memory.active(Optional.empty(), 10).size());
            super.send(pool, work);
          }
        };
    withQueue(spying).submitJob().submit(PaperFarm.submission("ball.blend", "1-12"));
    assertThat(onRecord).isNotEmpty().allMatch(jobs -> jobs == 1);
  }

  @Test
  void row2_the_same_submission_again_finds_the_job_and_sends_nothing() {
    JobRecord first = farm.submit("1-12");
    farm.queue.takeAll();
    Submitted again = farm.useCases.submitJob().submit(PaperFarm.submission("ball.blend", "1-12"));
    assertThat(again).isInstanceOf(Submitted.AlreadyThere.class);
    assertThat(again.record().id()).isEqualTo(first.id());
    assertThat(farm.queue.takeAll()).isEmpty();
  }

  @Test
  void row3_another_range_and_a_changed_upload_are_other_jobs() {
    JobRecord first = farm.submit("1-12");
    JobRecord otherRange = farm.submit("13-24");
    farm.files.upload("ball.blend", BlendBytes.plain(1, 13, "Scene"));
    JobRecord changed = farm.submit("1-12");
    assertThat(Set.of(first.id(), otherRange.id(), changed.id())).hasSize(3);
  }

  @Test
  void row5_a_key_that_is_only_the_start_of_another_is_not_there() {
    farm.files.upload("a.blend.bak", BlendBytes.plain(1, 2, "Scene"));
    assertRefused("a.blend", "there is no \"a.blend\"");
    farm.files.upload("a.blend", BlendBytes.plain(1, 2, "Scene"));
    assertThat(farm.useCases.submitJob().submit(PaperFarm.submission("a.blend", "1-2")))
        .isInstanceOf(Submitted.Created.class);
  }

  @Test
  void takes_the_scenes_own_range_where_none_is_given() {
    Submission own =
        new Submission("ball.blend", Optional.empty(), JobSettings.DEFAULT, Optional.empty(), "");
    assertThat(farm.useCases.submitJob().submit(own).record().spec().frames())
        .isEqualTo(FrameSet.parse("1-12"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shots/shot 1.blend", "über.blend", "a+b&c=d.blend"})
  void row8_any_key_that_s3_takes_will_do(String key) {
    farm.files.upload(key, BlendBytes.plain(1, 2, "Scene"));
    assertThat(farm.useCases.submitJob().submit(PaperFarm.submission(key, "1-2")))
        .isInstanceOf(Submitted.Created.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'', is empty",
    "version https://git-lfs.github.com/spec/v1, git lfs pull",
    "just some text, is a text file",
    "BLENDER-v3, breaks off"
  })
  void a_file_that_is_no_scene_is_called_by_its_name_and_nothing_is_written(
      String content, String saying) {
    farm.files.upload("odd.blend", content.getBytes(StandardCharsets.UTF_8));
    assertRefused("odd.blend", saying);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../ball.blend",
        "a/../ball.blend",
        "/ball.blend",
        "a//b.blend",
        "a\\b.blend",
        "a\nb.blend"
      })
  void a_key_that_climbs_is_refused(String key) {
    assertRefused(key, "is no key that can be rendered");
  }

  @Test
  void a_collision_of_ids_lengthens_the_second() {
    JobRecord first = farm.submit("1-12");
    PaperFarm other = new PaperFarm();
    Job foreign =
        new Job(first.id(), "0".repeat(64), first.job().spec(), first.job().submittedAt());
    other.memory.create(JobRecord.submitted(foreign, first.run()));
    JobRecord second = other.submit("1-12");
    assertThat(second.id().value())
        .startsWith(first.id().value())
        .hasSizeGreaterThan(first.id().value().length());
  }

  @Test
  void a_submission_that_died_half_sent_is_sent_to_the_end_by_the_sweep() {
    WorkQueue dying =
        new ForwardingQueue(farm.queue) {
          private int batches;

          @Override
          public void send(Pool pool, List<Work> work) {
            if (++batches == 3) {
              throw new IllegalStateException("killed");
            }
            super.send(pool, work);
          }
        };
    assertThatThrownBy(
            () -> withQueue(dying).submitJob().submit(PaperFarm.submission("ball.blend", "1-500")))
        .hasMessage("killed");
    assertThat(farm.queue.everSent()).hasSize(20);
    farm.sweepLater();
    FrameSet sent =
        farm.queue.everSent().stream()
            .map(work -> ((Work.Render) work).frames())
            .reduce(FrameSet.EMPTY, FrameSet::union);
    assertThat(farm.queue.everSent()).as("no task twice").hasSize(51);
    assertThat(sent).isEqualTo(FrameSet.parse("1-500"));
  }

  @Test
  void a_hundred_thousand_frames_are_two_thousand_tasks() {
    farm.submit("1-100000");
    assertThat(farm.queue.takeAll()).hasSize(2_000);
  }

  @Test
  void a_deleted_job_may_be_submitted_again_and_its_old_work_stays_dead() {
    JobRecord first = farm.submit("1-12");
    farm.useCases.deleteJob().delete(first.id());
    JobRecord again = farm.submit("1-12");
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.run().number()).isEqualTo(2);
    assertThat(farm.files.lowestLiveRun(first.id())).isEqualTo(2);
  }

  @Test
  void a_mark_that_outlived_its_tombstone_lets_the_same_submission_live() {
    JobId id = farm.submit("1-12").id();
    farm.useCases.deleteJob().delete(id);
    farm.memory.forgetTombstones();
    farm.queue.takeAll();
    JobRecord again = farm.submit("1-12");
    assertThat(again.run().number()).isEqualTo(farm.files.lowestLiveRun(id));
    assertThat(farm.queue.takeAll()).isNotEmpty().allMatch(work -> work.ref().run() == 2);
  }

  private UseCases withQueue(WorkQueue queue) {
    return new UseCases(
        new Ports(farm.memory.stores(), farm.files, farm.files, farm.files, queue),
        () -> farm.now,
        PaperFarm.QUIET);
  }

  private void assertRefused(String key, String saying) {
    assertThatThrownBy(() -> farm.useCases.submitJob().submit(PaperFarm.submission(key, "1-2")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(saying);
    assertThat(farm.memory.list(10, Optional.empty()).jobs()).isEmpty();
    assertThat(farm.queue.takeAll()).isEmpty();
  }

  /** A queue in front of another, to be overridden in parts. */
  private static class ForwardingQueue implements WorkQueue {
    private final InMemoryWorkQueue behind;

    ForwardingQueue(InMemoryWorkQueue behind) {
      this.behind = behind;
    }

    @Override
    public void send(Pool pool, List<Work> work) {
      behind.send(pool, work);
    }

    @Override
    public Depth depth(Pool pool) {
      return behind.depth(pool);
    }

    @Override
    public Set<Pool> pools() {
      return behind.pools();
    }
  }
}
