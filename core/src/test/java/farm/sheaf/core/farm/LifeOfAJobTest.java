package farm.sheaf.core.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.JobConflictException;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.job.NoSuchJobException;
import farm.sheaf.core.job.OutputSettings;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.RenderSettings;
import farm.sheaf.core.job.TaskStatus;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.job.WorkSettings;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LifeOfAJobTest {
  private final PaperFarm farm = new PaperFarm();

  @Test
  void goes_from_queued_to_completed() {
    JobId id = farm.submit("1-12").id();
    assertThat(farm.status(id)).isEqualTo(JobStatus.QUEUED);
    farm.files.putFrames(id, FrameSet.of(1));
    farm.useCases.frameNews().done(id, FrameSet.of(1));
    assertThat(farm.status(id)).isEqualTo(JobStatus.RENDERING);
    farm.renderAll(id);
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
    farm.putFilm(id);
    farm.useCases.filmNews().appeared(Keys.film(farm.job(id).spec(), id));
    assertThat(farm.status(id)).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void row11_doubled_late_and_shuffled_news_sequences_once() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      PaperFarm each = new PaperFarm();
      JobId id = each.submit("1-12").id();
      List<Integer> news = new ArrayList<>(each.renderSilently(id).toList());
      news.addAll(List.copyOf(news));
      Collections.shuffle(news, random);
      news.forEach(frame -> each.useCases.frameNews().done(id, FrameSet.of(frame)));
      assertThat(each.sequencesEverSent()).as("seed %d", seed).hasSize(1);
      assertThat(each.status(id)).isEqualTo(JobStatus.SEQUENCING);
    }
  }

  @Test
  void a_job_without_film_is_completed_by_its_last_frame() {
    JobSettings noFilm =
        new JobSettings(
            RenderSettings.AS_SAVED,
            new OutputSettings(OutputSettings.DEFAULT.format(), new Video.None(), Optional.empty()),
            WorkSettings.DEFAULT);
    JobId id =
        farm.useCases
            .submitJob()
            .submit(new Submission("ball.blend", Optional.empty(), noFilm, Optional.empty(), ""))
            .record()
            .id();
    farm.renderAll(id);
    assertThat(farm.status(id)).isEqualTo(JobStatus.COMPLETED);
    assertThat(farm.sequencesEverSent()).isEmpty();
  }

  @Test
  void row13_a_foreign_film_changes_no_job_and_makes_no_row() {
    JobId id = farm.submit("1-12").id();
    farm.renderAll(id);
    farm.useCases.filmNews().appeared("holiday.mp4");
    farm.useCases.filmNews().appeared("output/" + id + "/other.mp4");
    farm.useCases.filmNews().appeared("output/nobody-1/x.mp4");
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
    assertThat(farm.memory.list(10, Optional.empty()).jobs()).hasSize(1);
  }

  @Test
  void news_of_a_deleted_job_makes_no_row() {
    JobId id = farm.submit("1-12").id();
    farm.useCases.deleteJob().delete(id);
    farm.useCases.frameNews().done(id, FrameSet.parse("1-12"));
    farm.useCases.workerNews().happened(List.of(failed(id, 3, FailureKind.SCENE)));
    assertThat(farm.memory.find(id)).isEmpty();
    assertThat(farm.memory.list(10, Optional.empty()).jobs()).isEmpty();
    assertThatThrownBy(() -> farm.useCases.describeJob().describe(id))
        .isInstanceOf(NoSuchJobException.class);
  }

  @Test
  void fails_when_some_frames_failed_and_nothing_is_under_way() {
    JobId id = farm.submit("1-12").id();
    farm.files.putFrames(id, FrameSet.parse("1-6,8-12"));
    farm.useCases.frameNews().done(id, FrameSet.parse("1-6,8-11"));
    farm.useCases.workerNews().happened(List.of(failed(id, 7, FailureKind.SCENE)));
    assertThat(farm.status(id)).as("frame 12 is under way").isEqualTo(JobStatus.RENDERING);
    farm.useCases.frameNews().done(id, FrameSet.of(12));
    assertThat(farm.status(id)).isEqualTo(JobStatus.FAILED);
    assertThat(farm.job(id).state().reason()).contains("1 of 12 frames", "frame 7", "it broke");
    JobReport report = farm.useCases.describeJob().describe(id);
    assertThat(report.frames().failures()).extracting(FrameFailure::frame).containsExactly(7);
    assertThat(report.tasks()).containsEntry(TaskStatus.FAILED, 1);
  }

  @Test
  void done_beats_failed_also_when_it_comes_late() {
    JobId id = farm.submit("1-12").id();
    farm.files.putFrames(id, FrameSet.parse("1-11"));
    farm.useCases.frameNews().done(id, FrameSet.parse("1-11"));
    farm.useCases.workerNews().happened(List.of(failed(id, 12, FailureKind.CRASH)));
    assertThat(farm.status(id)).isEqualTo(JobStatus.FAILED);
    farm.files.putFrames(id, FrameSet.of(12));
    farm.useCases.frameNews().done(id, FrameSet.of(12));
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
  }

  @Test
  void a_scene_that_cannot_be_rendered_fails_its_job_at_once_and_lets_the_rest_die() {
    JobId id = farm.submit("1-12").id();
    farm.useCases
        .workerNews()
        .happened(
            List.of(
                event(
                    id,
                    WorkerEvent.Type.JOB_FAILED,
                    Detail.failed(FailureKind.SCENE, "no camera"))));
    assertThat(farm.status(id)).isEqualTo(JobStatus.FAILED);
    assertThat(farm.job(id).state().reason()).isEqualTo("no camera");
    assertThat(farm.files.lowestLiveRun(id)).isEqualTo(2);
  }

  @Test
  void frames_that_vanish_before_the_film_are_rendered_again() {
    JobId id = farm.submit("1-12").id();
    FrameSet rendered = farm.renderSilently(id);
    farm.files.loseFrames(id, FrameSet.of(4));
    farm.useCases.frameNews().done(id, rendered);
    assertThat(farm.status(id)).isEqualTo(JobStatus.RENDERING);
    assertThat(farm.renderSilently(id)).isEqualTo(FrameSet.of(4));
    farm.useCases.frameNews().done(id, FrameSet.of(4));
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
  }

  @Test
  void frames_that_a_sequencing_worker_misses_are_rendered_again() {
    JobId id = farm.submit("1-12").id();
    farm.renderAll(id);
    farm.queue.takeAll();
    farm.files.loseFrames(id, FrameSet.of(2, 9));
    WorkerEvent missing = event(id, WorkerEvent.Type.FRAMES_MISSING, Detail.message("2 frames"));
    farm.useCases.workerNews().happened(List.of(missing));
    farm.useCases.workerNews().happened(List.of(missing));
    assertThat(farm.status(id)).isEqualTo(JobStatus.RENDERING);
    farm.renderAll(id);
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
    assertThat(farm.sequencesEverSent()).hasSize(2);
  }

  @Test
  void a_film_that_will_not_come_fails_the_job_and_a_requeue_makes_it_alone() {
    JobId id = farm.submit("1-12").id();
    farm.renderAll(id);
    farm.queue.takeAll();
    farm.useCases
        .workerNews()
        .happened(
            List.of(
                event(
                    id,
                    WorkerEvent.Type.SEQUENCING_FAILED,
                    Detail.failed(FailureKind.PLATFORM, "ffmpeg said no"))));
    assertThat(farm.status(id)).isEqualTo(JobStatus.FAILED);
    assertThat(farm.job(id).state().reason()).isEqualTo("ffmpeg said no");
    farm.useCases.requeueFrames().requeue(id, Optional.empty());
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
    assertThat(farm.queue.takeAll()).singleElement().isInstanceOf(Work.Sequence.class);
  }

  @Test
  void a_requeue_of_a_completed_job_renders_the_named_frames_again() {
    JobId id = completed();
    farm.useCases.requeueFrames().requeue(id, Optional.of(FrameSet.of(3, 4)));
    assertThat(farm.status(id)).isEqualTo(JobStatus.QUEUED);
    assertThat(farm.files.frames(id)).isEqualTo(FrameSet.parse("1,2,5-12"));
    assertThat(farm.files.filmRun(farm.job(id).spec(), id)).isEmpty();
    assertThat(farm.useCases.describeJob().describe(id).frames().done()).isEqualTo(10);
    farm.renderAll(id);
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
    farm.files.putFilm(farm.job(id).spec(), id, 1);
    farm.useCases.filmNews().appeared(Keys.film(farm.job(id).spec(), id));
    assertThat(farm.status(id)).as("a film of the run before").isEqualTo(JobStatus.SEQUENCING);
    farm.putFilm(id);
    farm.useCases.filmNews().appeared(Keys.film(farm.job(id).spec(), id));
    assertThat(farm.status(id)).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void a_requeue_says_what_it_cannot_do() {
    JobId id = farm.submit("1-12").id();
    assertThatThrownBy(() -> farm.useCases.requeueFrames().requeue(id, Optional.empty()))
        .isInstanceOf(JobConflictException.class)
        .hasMessageContaining("cancel it first");
    farm.useCases.cancelJob().cancel(id);
    assertThatThrownBy(
            () -> farm.useCases.requeueFrames().requeue(id, Optional.of(FrameSet.of(99))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("99");
  }

  @Test
  void cancel_keeps_the_frames_and_a_requeue_goes_on_with_the_others() {
    JobId id = farm.submit("1-12").id();
    farm.files.putFrames(id, FrameSet.parse("1-5"));
    farm.useCases.frameNews().done(id, FrameSet.parse("1-5"));
    farm.useCases.cancelJob().cancel(id);
    farm.useCases.cancelJob().cancel(id);
    assertThat(farm.status(id)).isEqualTo(JobStatus.CANCELED);
    assertThat(farm.files.lowestLiveRun(id)).isEqualTo(2);
    assertThat(farm.useCases.requeueFrames().requeue(id, Optional.empty()).run().frames())
        .isEqualTo(FrameSet.parse("6-12"));
  }

  @Test
  void a_completed_job_cannot_be_canceled() {
    JobId id = completed();
    assertThatThrownBy(() -> farm.useCases.cancelJob().cancel(id))
        .isInstanceOf(JobConflictException.class)
        .hasMessageContaining("completed");
  }

  @Test
  void row10_a_dead_letter_is_no_verdict_and_a_frame_fails_when_its_own_message_dies() {
    JobId id = farm.submit("1-12").id();
    Work.Render chunk = (Work.Render) farm.queue.takeAll().get(1);
    farm.files.putFrames(id, FrameSet.of(chunk.frames().first()));
    farm.useCases.deadLetters().died(chunk);
    List<Work> alone = farm.queue.takeAll();
    assertThat(alone)
        .hasSize(chunk.frames().size() - 1)
        .allMatch(work -> ((Work.Render) work).frames().size() == 1);
    assertThat(farm.status(id)).isEqualTo(JobStatus.RENDERING);
    farm.useCases.deadLetters().died(alone.getFirst());
    assertThat(farm.useCases.describeJob().describe(id).frames().failed()).isEqualTo(1);
  }

  @Test
  void warnings_and_timings_are_told_of_the_job() {
    JobId id = farm.submit("1-12").id();
    WorkerEvent rendered =
        event(id, WorkerEvent.Type.FRAME_RENDERED, Detail.rendered(1, 1, Duration.ofMillis(1200)));
    farm.useCases
        .workerNews()
        .happened(
            List.of(
                event(id, WorkerEvent.Type.WARNING, Detail.message("sky.png is missing")),
                rendered));
    farm.useCases.workerNews().happened(List.of(rendered));
    farm.useCases.cancelJob().cancel(id);
    JobReport report = farm.useCases.describeJob().describe(id);
    assertThat(report.record().progress().warnings()).containsExactly("sky.png is missing");
    assertThat(report.times().orElseThrow().attempts()).isEqualTo(1);
    assertThat(report.times().orElseThrow().total()).isEqualTo(Duration.ofMillis(1200));
    assertThat(report.times().orElseThrow().median().toMillis()).isBetween(1140L, 1260L);
  }

  @Test
  void says_why_a_job_waits() {
    JobId id = farm.submit("1-12").id();
    assertThat(farm.useCases.describeJob().describe(id).waiting()).contains("no worker");
    farm.useCases
        .workerNews()
        .happened(
            List.of(
                new WorkerEvent(
                    WorkerEvent.Type.WORKER_REFUSED,
                    farm.now,
                    WorkerEvent.Source.of("w1"),
                    Optional.empty(),
                    Detail.message("ffmpeg is missing"))));
    assertThat(farm.useCases.describeJob().describe(id).waiting())
        .contains("w1", "refuses", "ffmpeg is missing");
  }

  @Test
  void a_worker_that_cannot_is_not_a_scene_that_cannot() {
    JobId id = farm.submit("1-12").id();
    WorkerEvent.Source old = source("w-old", "Blender 3.4.1");
    WorkerEvent.Source fresh = source("w-new", "Blender 5.0.1");
    farm.useCases
        .workerNews()
        .happened(
            List.of(
                worker(WorkerEvent.Type.WORKER_STARTED, old),
                worker(WorkerEvent.Type.WORKER_STARTED, fresh)));
    WorkerEvent cannot = cannot(id, old);
    farm.useCases.workerNews().happened(List.of(cannot));
    farm.useCases.workerNews().happened(List.of(cannot));
    assertThat(farm.status(id)).isEqualTo(JobStatus.QUEUED);
    assertThat(farm.useCases.describeJob().describe(id).waiting()).contains("Blender 3.4.1");
    farm.renderAll(id);
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
  }

  @Test
  void when_no_kind_of_worker_on_the_farm_can_the_job_fails_and_says_so() {
    JobId id = farm.submit("1-12").id();
    WorkerEvent.Source old = source("w-old", "Blender 3.4.1");
    WorkerEvent.Source fresh = source("w-new", "Blender 4.2.0");
    farm.useCases
        .workerNews()
        .happened(
            List.of(
                worker(WorkerEvent.Type.WORKER_STARTED, old),
                worker(WorkerEvent.Type.WORKER_STARTED, fresh),
                cannot(id, old),
                cannot(id, fresh)));
    assertThat(farm.status(id)).isEqualTo(JobStatus.FAILED);
    assertThat(farm.job(id).state().reason()).contains("no worker of pool cpu", "needs Blender 5");
    assertThat(farm.files.lowestLiveRun(id)).isEqualTo(2);
  }

  @Test
  void a_kind_of_worker_that_died_without_farewell_is_not_waited_for() {
    JobId id = farm.submit("1-12").id();
    WorkerEvent.Source fresh = source("w-new", "Blender 5.0.1");
    farm.useCases.workerNews().happened(List.of(worker(WorkerEvent.Type.WORKER_STARTED, fresh)));
    assertThat(farm.useCases.describeJob().describe(id).waiting()).contains("about to take it");
    farm.pass(Duration.ofMinutes(4));
    assertThat(farm.useCases.describeJob().describe(id).waiting()).contains("no worker");
    farm.useCases.workerNews().happened(List.of(cannot(id, source("w-old", "Blender 3.4.1"))));
    assertThat(farm.status(id)).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void no_film_is_sent_for_a_run_that_was_let_die_though_all_its_frames_come() {
    JobId id = farm.submit("1-12").id();
    farm.useCases
        .workerNews()
        .happened(
            List.of(
                event(
                    id,
                    WorkerEvent.Type.JOB_FAILED,
                    Detail.failed(FailureKind.SCENE, "the file was replaced"))));
    farm.renderAll(id);
    farm.sweepLater();
    assertThat(farm.status(id)).isEqualTo(JobStatus.FAILED);
    assertThat(farm.sequencesEverSent()).isEmpty();
    farm.useCases.requeueFrames().requeue(id, Optional.empty());
    assertThat(farm.status(id)).as("the film alone").isEqualTo(JobStatus.SEQUENCING);
  }

  @Test
  void vanished_frames_are_sent_again_once_however_often_news_comes() {
    JobId id = farm.submit("1-200").id();
    FrameSet rendered = farm.renderSilently(id);
    int sent = farm.queue.everSent().size();
    farm.files.loseFrames(id, FrameSet.parse("1-191x10"));
    for (int round = 0; round < 3; round++) {
      rendered.stream().forEach(f -> farm.useCases.frameNews().done(id, FrameSet.of(f)));
    }
    assertThat(farm.queue.everSent().size() - sent).isEqualTo(20);
    assertThat(farm.queue.take(id))
        .allMatch(work -> ((Work.Render) work).story().cause() == Work.Cause.REPAIR);
    farm.files.putFrames(id, FrameSet.parse("1-191x10"));
    farm.useCases.frameNews().done(id, FrameSet.parse("1-191x10"));
    assertThat(farm.status(id)).isEqualTo(JobStatus.SEQUENCING);
  }

  @Test
  void a_vanished_frame_that_fails_when_it_is_rendered_again_fails_the_job() {
    JobId id = farm.submit("1-12").id();
    FrameSet rendered = farm.renderSilently(id);
    farm.files.loseFrames(id, FrameSet.of(4, 9));
    farm.useCases.frameNews().done(id, rendered);
    farm.queue.takeAll();
    int sent = farm.queue.everSent().size();
    farm.useCases.workerNews().happened(List.of(failed(id, 4, FailureKind.CRASH)));
    assertThat(farm.status(id)).as("frame 9 is under way").isEqualTo(JobStatus.RENDERING);
    assertThat(farm.useCases.describeJob().describe(id).frames().done()).isEqualTo(10);
    farm.files.putFrames(id, FrameSet.of(9));
    farm.useCases.frameNews().done(id, FrameSet.of(9));
    assertThat(farm.status(id)).isEqualTo(JobStatus.FAILED);
    assertThat(farm.job(id).state().reason()).contains("1 of 12 frames", "frame 4", "it broke");
    for (int i = 0; i < 10; i++) {
      farm.sweepLater();
    }
    assertThat(farm.queue.everSent()).hasSize(sent);
  }

  @Test
  void a_job_that_cannot_be_rendered_costs_a_few_writes_whatever_its_size() {
    JobId id = farm.submit("1-100000").id();
    CountingStores counted = new CountingStores(farm.memory.stores());
    farm.useCases(counted.stores())
        .workerNews()
        .happened(
            List.of(
                event(
                    id,
                    WorkerEvent.Type.JOB_FAILED,
                    Detail.failed(FailureKind.SCENE, "no camera"))));
    assertThat(counted.writes()).hasSize(4);
    assertThat(farm.useCases.describeJob().describe(id).frames().failures())
        .extracting(FrameFailure::kind)
        .containsExactly(FailureKind.SCENE);
  }

  @Test
  void status_asks_for_a_few_things_whatever_the_jobs_size() {
    JobId id = farm.submit("1-100000").id();
    farm.queue.takeAll();
    farm.useCases.frameNews().done(id, FrameSet.parse("1-50000"));
    CountingStores counted = new CountingStores(farm.memory.stores());
    JobReport report = farm.useCases(counted.stores()).describeJob().describe(id);
    assertThat(report.frames().done()).isEqualTo(50_000);
    assertThat(report.tasks()).containsEntry(TaskStatus.COMPLETED, 1_000);
    assertThat(counted.reads()).hasSize(2);
    assertThat(farm.memory.pages(id, farm.job(id).run())).hasSizeLessThan(50);
  }

  @Test
  void a_long_film_is_encoded_in_pieces_while_later_frames_render() {
    JobId id = farm.submit("1-600").id();
    farm.queue.takeAll();
    farm.files.putFrames(id, FrameSet.parse("1-600"));
    farm.useCases.frameNews().done(id, FrameSet.parse("1-200"));
    assertThat(farm.queue.takeAll()).isEmpty();
    farm.useCases.frameNews().done(id, FrameSet.parse("201-300"));
    farm.useCases.frameNews().done(id, FrameSet.parse("201-300"));
    assertThat(farm.queue.takeAll())
        .singleElement()
        .isInstanceOfSatisfying(
            Work.Segment.class, segment -> assertThat(segment.number()).isZero());
    farm.useCases.frameNews().done(id, FrameSet.parse("301-600"));
    assertThat(farm.queue.takeAll())
        .as("the last pieces come with the film itself")
        .singleElement()
        .isInstanceOf(Work.Sequence.class);
  }

  private WorkerEvent.Source source(String id, String kind) {
    return new WorkerEvent.Source(id, Pool.CPU, new WorkerKind(kind));
  }

  private WorkerEvent worker(WorkerEvent.Type type, WorkerEvent.Source source) {
    return new WorkerEvent(type, farm.now, source, Optional.empty(), Detail.message(""));
  }

  private WorkerEvent cannot(JobId id, WorkerEvent.Source source) {
    return new WorkerEvent(
        WorkerEvent.Type.WORKER_CANNOT,
        farm.now,
        source,
        Optional.of(new TaskRef(id, 1, 1)),
        Detail.failed(FailureKind.WORKER, "the file needs Blender 5"));
  }

  private JobId completed() {
    JobId id = farm.submit("1-12").id();
    farm.renderAll(id);
    farm.queue.takeAll();
    farm.putFilm(id);
    farm.useCases.filmNews().appeared(Keys.film(farm.job(id).spec(), id));
    assertThat(farm.status(id)).isEqualTo(JobStatus.COMPLETED);
    return id;
  }

  private WorkerEvent failed(JobId id, int frame, FailureKind kind) {
    return event(id, WorkerEvent.Type.FRAME_FAILED, Detail.failed(frame, 1, kind, "it broke"));
  }

  private WorkerEvent event(JobId id, WorkerEvent.Type type, Detail detail) {
    TaskRef ref = new TaskRef(id, 1, 1);
    return new WorkerEvent(type, farm.now, WorkerEvent.Source.of("w1"), Optional.of(ref), detail);
  }
}
