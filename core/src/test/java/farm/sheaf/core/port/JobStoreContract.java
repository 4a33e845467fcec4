package farm.sheaf.core.port;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.LongFrames;
import farm.sheaf.core.job.Missing;
import farm.sheaf.core.job.OutputSettings;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.RenderSettings;
import farm.sheaf.core.job.Resolution;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Scripts;
import farm.sheaf.core.job.Task;
import farm.sheaf.core.job.TaskRecord;
import farm.sheaf.core.job.TaskStatus;
import farm.sheaf.core.job.Timing;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.job.WorkSettings;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.job.WorkerState.Condition;
import farm.sheaf.core.port.JobStore.Creation;
import farm.sheaf.core.port.JobStore.Page;
import farm.sheaf.core.scene.SceneVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every job store does, whatever it is made of. An implementation's test extends this and
 * gives a new, empty store for each test. It is long because it is one contract: whoever writes a
 * third store reads it from top to bottom.
 *
 * <p>Lists may lag behind writes, so tests of lists wait for what must come.
 */
public abstract class JobStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-05T10:00:00.123Z");
  private static final JobId BALL = new JobId("ball-3f9a2c81d0");
  private static final int RACERS = 8;

  private JobStore store = new InMemoryJobStore();

  /** A store without anything in it. */
  protected abstract JobStore newStore() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = newStore();
  }

  private static JobSpec spec(FrameSet frames) {
    SceneVersion file = new SceneVersion("balls/ball.blend", "5d41402abc4b2a76", 12_345);
    return new JobSpec(file, frames, JobSettings.DEFAULT, file.key(), "");
  }

  /** A queued job of frames 1-20 in four tasks of five. */
  private static JobRecord queued(JobId id, Run run, Instant submittedAt) {
    Job job = new Job(id, "3f9a2c81d0ffee", spec(FrameSet.range(1, 20)), submittedAt);
    JobProgress progress = new JobProgress(Set.of(), run.firstTask() - 1, Set.of());
    return new JobRecord(job, run, JobState.of(JobStatus.QUEUED, submittedAt), progress);
  }

  private static Run run(int number) {
    return new Run(number, FrameSet.range(1, 20), 5, 1, NOW);
  }

  private static JobRecord ball() {
    return queued(BALL, run(1), NOW);
  }

  private JobRecord found() {
    return store.find(BALL).orElseThrow();
  }

  private static FrameFailure failure(int frame) {
    return new FrameFailure(frame, FailureKind.CRASH, "Blender died, see \"core\": ü\n", 3);
  }

  private Optional<TaskRecord> done(int task, int... frames) {
    return store.report(BALL, 1, run(1).task(task), FrameSet.of(frames), List.of(), NOW);
  }

  private Optional<TaskRecord> failed(int task, int frame) {
    Task.Render of = run(1).task(task);
    return store.report(BALL, 1, of, FrameSet.EMPTY, List.of(failure(frame)), NOW);
  }

  private boolean end(JobStatus status) {
    return store.transition(
        BALL, 1, EnumSet.allOf(JobStatus.class), JobState.of(status, NOW.plusSeconds(9)));
  }

  /** Runs calls as much at once as they will go, and gives what they returned. */
  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    try (ExecutorService racers = Executors.newFixedThreadPool(calls.size())) {
      List<Future<T>> results = new ArrayList<>();
      for (Callable<T> call : calls) {
        results.add(
            racers.submit(
                () -> {
                  start.await(30, SECONDS);
                  return call.call();
                }));
      }
      List<T> all = new ArrayList<>();
      for (Future<T> result : results) {
        all.add(result.get(60, SECONDS));
      }
      return all;
    }
  }

  @Nested
  class Creating {
    @Test
    void a_job_that_is_not_there_is_recorded_whole() {
      assertThat(store.find(BALL)).isEmpty();
      assertThat(store.create(ball())).isEqualTo(new Creation.Created());
      assertThat(store.find(BALL)).contains(ball());
    }

    @Test
    void the_longest_list_of_frames_survives_storing() {
      FrameSet longest = LongFrames.longest();
      SceneVersion file = new SceneVersion("ball.blend", "e-3", 7);
      JobSpec spec = new JobSpec(file, longest, JobSettings.DEFAULT, "ball", "");
      Job job = new Job(BALL, "3f9a2c81d0ffee", spec, NOW);
      JobRecord record =
          new JobRecord(job, new Run(1, longest, 10, 1, NOW), ball().state(), ball().progress());
      assertThat(store.create(record)).isEqualTo(new Creation.Created());
      assertThat(store.find(BALL)).contains(record);
    }

    @Test
    void every_part_of_a_record_survives_storing() {
      SceneVersion file = new SceneVersion("für alle/a b.blend", "e-3", 5L << 30);
      JobSettings settings =
          new JobSettings(
              new RenderSettings(
                  Optional.of("Szene 2"),
                  Optional.of("Camera.001"),
                  Optional.of(Engine.EEVEE),
                  OptionalInt.of(64),
                  Optional.of(new Resolution.Percent(25)),
                  Denoise.OFF,
                  Scripts.ALLOW,
                  Missing.FAIL),
              new OutputSettings(
                  ImageFormat.EXR, new Video.None(), Optional.of(new FrameRate(30_000, 1001))),
              new WorkSettings(
                  OptionalInt.of(7), Optional.of(Duration.ofMinutes(9)), 5, new Pool("gpu")));
      JobSpec spec =
          new JobSpec(
              file, FrameSet.parse("-10-5,7,9-99x10"), settings, "My \"film\"", "once more");
      Run run = new Run(3, FrameSet.of(-10, 9), 7, 12, NOW.plusNanos(1_000));
      JobRecord full =
          new JobRecord(
              new Job(BALL, "3f9a2c81d0ffee", spec, NOW),
              run,
              new JobState(JobStatus.FAILED, "no camera: \"Cube\"", NOW.plusSeconds(1)),
              new JobProgress(Set.of(1, 11, 2_000), 12, Set.of("missing: a.png", "ü")));
      assertThat(store.create(full)).isEqualTo(new Creation.Created());
      assertThat(store.find(BALL)).contains(full);
    }

    @Test
    void row2_a_job_that_is_there_is_given_back_and_not_overwritten() {
      store.create(ball());
      end(JobStatus.COMPLETED);
      JobRecord there = found();
      assertThat(store.create(ball())).isEqualTo(new Creation.Exists(there));
      assertThat(store.create(queued(BALL, run(2), NOW))).isEqualTo(new Creation.Exists(there));
      assertThat(found()).isEqualTo(there);
    }

    @Test
    void row2_of_many_submissions_at_once_one_creates_the_job() throws Exception {
      Callable<Creation> create = () -> store.create(ball());
      List<Creation> outcomes = atOnce(Collections.nCopies(RACERS, create));
      assertThat(outcomes).containsOnlyOnce(new Creation.Created());
      assertThat(outcomes).filteredOn(o -> o instanceof Creation.Exists).hasSize(RACERS - 1);
    }

    @Test
    void a_deleted_job_is_created_again_only_with_a_later_run() {
      store.create(queued(BALL, run(4), NOW));
      store.delete(BALL, NOW);
      assertThat(store.create(queued(BALL, run(1), NOW))).isEqualTo(new Creation.Deleted(4));
      assertThat(store.create(queued(BALL, run(4), NOW))).isEqualTo(new Creation.Deleted(4));
      assertThat(store.find(BALL)).isEmpty();
      JobRecord again = queued(BALL, run(5), NOW.plusSeconds(60));
      assertThat(store.create(again)).isEqualTo(new Creation.Created());
      assertThat(store.find(BALL)).contains(again);
      store.delete(BALL, NOW);
      assertThat(store.create(queued(BALL, run(5), NOW))).isEqualTo(new Creation.Deleted(5));
    }
  }

  @Nested
  class Changing {
    @Test
    void a_transition_sets_status_reason_and_time() {
      store.create(ball());
      JobState to = new JobState(JobStatus.FAILED, "frame 3: no camera", NOW.plusSeconds(5));
      assertThat(store.transition(BALL, 1, Set.of(JobStatus.QUEUED), to)).isTrue();
      assertThat(found().state()).isEqualTo(to);
    }

    @Test
    void a_transition_from_another_status_or_run_changes_nothing() {
      store.create(ball());
      JobState to = JobState.of(JobStatus.COMPLETED, NOW.plusSeconds(5));
      Set<JobStatus> others = EnumSet.complementOf(EnumSet.of(JobStatus.QUEUED));
      assertThat(store.transition(BALL, 1, others, to)).isFalse();
      assertThat(store.transition(BALL, 2, Set.of(JobStatus.QUEUED), to)).isFalse();
      assertThat(store.transition(BALL, 1, Set.of(), to)).isFalse();
      assertThat(found()).isEqualTo(ball());
    }

    @Test
    void row11_of_many_transitions_at_once_one_wins() throws Exception {
      store.create(ball());
      JobState to = JobState.of(JobStatus.SEQUENCING, NOW);
      Callable<Boolean> call =
          () -> store.transition(BALL, 1, EnumSet.of(JobStatus.QUEUED, JobStatus.RENDERING), to);
      assertThat(atOnce(Collections.nCopies(RACERS, call))).containsOnlyOnce(true);
    }

    @Test
    void a_run_starts_when_the_job_has_ended() {
      store.create(ball());
      store.recordSent(BALL, 1, 4);
      store.finishTask(BALL, 1, 2);
      store.addWarnings(BALL, Set.of("a.png is missing"));
      end(JobStatus.CANCELED);
      Run next = new Run(2, FrameSet.of(3, 4), 1, 6, NOW.plusSeconds(60));
      assertThat(store.startRun(BALL, next)).isTrue();
      JobRecord record = found();
      assertThat(record.run()).isEqualTo(next);
      assertThat(record.state()).isEqualTo(JobState.of(JobStatus.QUEUED, next.startedAt()));
      assertThat(record.progress())
          .isEqualTo(new JobProgress(Set.of(2), 5, Set.of("a.png is missing")));
      assertThat(record.job()).isEqualTo(ball().job());
    }

    @Test
    void no_run_starts_while_the_job_is_active_or_out_of_turn() {
      store.create(ball());
      for (JobStatus status : JobStatus.values()) {
        end(status);
        if (status.active()) {
          assertThat(store.startRun(BALL, run(2))).as(status.word()).isFalse();
        }
      }
      end(JobStatus.COMPLETED);
      assertThat(store.startRun(BALL, run(1))).isFalse();
      assertThat(store.startRun(BALL, run(3))).isFalse();
      assertThat(found().run()).isEqualTo(run(1));
    }

    @Test
    void of_many_requeues_at_once_one_starts_the_run() throws Exception {
      store.create(ball());
      end(JobStatus.FAILED);
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int chunk = 1; chunk <= RACERS; chunk++) {
        Run next = new Run(2, FrameSet.range(1, 8), chunk, 6, NOW);
        calls.add(() -> store.startRun(BALL, next));
      }
      List<Boolean> started = atOnce(calls);
      assertThat(started).containsOnlyOnce(true);
      assertThat(found().run().chunk()).isEqualTo(started.indexOf(true) + 1);
    }

    @Test
    void what_was_sent_never_goes_back() {
      store.create(ball());
      assertThat(found().progress().sentTask()).isZero();
      store.recordSent(BALL, 1, 3);
      store.recordSent(BALL, 1, 2);
      store.recordSent(BALL, 7, 4);
      assertThat(found().progress().sentTask()).isEqualTo(3);
      store.recordSent(BALL, 1, 4);
      assertThat(found().progress().sentTask()).isEqualTo(4);
    }

    @Test
    void finished_tasks_are_a_set() throws Exception {
      store.create(ball());
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        int task = 1 + i % 4;
        calls.add(
            () -> {
              store.finishTask(BALL, 1, task);
              return true;
            });
      }
      atOnce(calls);
      store.finishTask(BALL, 2, 9);
      assertThat(found().progress().finishedTasks()).containsExactlyInAnyOrder(1, 2, 3, 4);
      assertThat(found().allTasksFinished()).isTrue();
    }

    @Test
    void warnings_are_a_set_of_at_most_a_hundred() {
      store.create(ball());
      store.addWarnings(BALL, Set.of());
      store.addWarnings(BALL, Set.of("a", "b"));
      store.addWarnings(BALL, Set.of("b", "c"));
      assertThat(found().progress().warnings()).containsExactlyInAnyOrder("a", "b", "c");
      Set<String> many =
          IntStream.range(0, 300).mapToObj(i -> "missing " + i).collect(Collectors.toSet());
      store.addWarnings(BALL, many);
      store.addWarnings(BALL, Set.of("one more", "a"));
      assertThat(found().progress().warnings()).hasSize(100).contains("a", "b", "c");
    }

    @Test
    void warnings_at_once_are_all_kept_while_there_is_room() throws Exception {
      store.create(ball());
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        Set<String> two = Set.of("always", "warning " + i);
        calls.add(
            () -> {
              store.addWarnings(BALL, two);
              return true;
            });
      }
      atOnce(calls);
      assertThat(found().progress().warnings()).hasSize(RACERS + 1);
    }
  }

  @Nested
  class Reporting {
    @Test
    void the_first_news_records_a_task() {
      store.create(ball());
      assertThat(store.tasks(BALL, 1)).isEmpty();
      TaskRecord task = done(2, 6, 8).orElseThrow();
      assertThat(task)
          .isEqualTo(new TaskRecord(run(1).task(2), 1, FrameSet.of(6, 8), Map.of(), NOW));
      assertThat(store.tasks(BALL, 1)).containsExactly(task);
    }

    @Test
    void news_without_frames_records_the_task_untouched() {
      store.create(ball());
      assertThat(done(2)).contains(TaskRecord.untouched(run(1).task(2), 1, NOW));
      assertThat(store.tasks(BALL, 1)).hasSize(1);
    }

    @Test
    void tasks_come_by_number_with_their_failures_whole() {
      store.create(queued(BALL, new Run(1, FrameSet.range(-200, 200), 1, 1, NOW), NOW));
      Run run = found().run();
      Set<Integer> numbers = new HashSet<>();
      for (int task : new int[] {150, 9, 10, 100, 99, 1}) {
        Task.Render of = run.task(task);
        FrameFailure failure = failure(of.frames().first());
        store.report(BALL, 1, of, FrameSet.EMPTY, List.of(failure), NOW);
        numbers.add(task);
      }
      assertThat(store.tasks(BALL, 1))
          .extracting(TaskRecord::number)
          .containsExactlyElementsOf(numbers.stream().sorted().toList());
      assertThat(store.tasks(BALL, 1).getFirst().failed()).isEqualTo(Map.of(-200, failure(-200)));
    }

    @Test
    void the_same_report_twice_is_the_same_as_once() {
      store.create(ball());
      done(1, 1, 2);
      Optional<TaskRecord> once = failed(1, 3);
      done(1, 1, 2);
      assertThat(failed(1, 3)).isEqualTo(once);
      assertThat(store.tasks(BALL, 1)).containsExactly(once.orElseThrow());
    }

    @Test
    void reports_give_the_same_end_in_any_order() {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      Set<TaskRecord> ends = new HashSet<>();
      for (int round = 1; round <= 5; round++) {
        JobId id = new JobId("ball-" + round);
        store.create(queued(id, run(1), NOW));
        List<FrameFailure> failures =
            new ArrayList<>(
                List.of(
                    failure(4),
                    new FrameFailure(4, FailureKind.TIMEOUT, "slow", 1),
                    new FrameFailure(4, FailureKind.CRASH, "A", 3),
                    failure(5)));
        Collections.shuffle(failures, random);
        List<Integer> frames = new ArrayList<>(List.of(1, 2, 3, 5, 2));
        Collections.shuffle(frames, random);
        Task.Render task = run(1).task(1);
        for (int i = 0; i < frames.size(); i++) {
          List<FrameFailure> some = i < failures.size() ? List.of(failures.get(i)) : List.of();
          store.report(id, 1, task, FrameSet.of(frames.get(i)), some, NOW);
        }
        ends.add(store.tasks(id, 1).getFirst());
      }
      assertThat(ends).as("seed %d", seed).hasSize(1);
    }

    @Test
    void reports_at_once_lose_nothing() throws Exception {
      store.create(ball());
      List<Callable<Optional<TaskRecord>>> calls = new ArrayList<>();
      for (int frame = 6; frame <= 9; frame++) {
        int f = frame;
        calls.add(() -> done(2, f));
        calls.add(() -> done(2, f, 6));
      }
      calls.add(() -> failed(2, 10));
      List<Optional<TaskRecord>> after = atOnce(calls);
      assertThat(store.tasks(BALL, 1).getFirst().finished()).isTrue();
      assertThat(after)
          .as("somebody sees the task finished")
          .anyMatch(task -> task.orElseThrow().finished());
    }

    @Test
    void done_beats_failed_also_when_it_comes_late() {
      store.create(ball());
      done(1, 1, 2, 3, 4);
      TaskRecord lost = failed(1, 5).orElseThrow();
      assertThat(lost.status(JobStatus.RENDERING)).isEqualTo(TaskStatus.FAILED);
      TaskRecord saved = done(1, 5).orElseThrow();
      assertThat(saved.reallyFailed()).isEqualTo(FrameSet.EMPTY);
      assertThat(saved.status(JobStatus.RENDERING)).isEqualTo(TaskStatus.COMPLETED);
      assertThat(failed(1, 5).orElseThrow().reallyFailed()).isEqualTo(FrameSet.EMPTY);
    }

    @Test
    void each_run_has_its_own_tasks() {
      store.create(ball());
      done(1, 1);
      end(JobStatus.FAILED);
      Run next = run(1).next(FrameSet.range(1, 20), WorkSettings.DEFAULT, NOW);
      store.startRun(BALL, next);
      assertThat(done(1, 2)).as("of the run before").isEmpty();
      Task.Render task = next.task(next.firstTask());
      assertThat(store.report(BALL, 2, task, FrameSet.of(1), List.of(), NOW)).isPresent();
      assertThat(store.tasks(BALL, 1)).extracting(TaskRecord::done).containsExactly(FrameSet.of(1));
      assertThat(store.tasks(BALL, 2)).extracting(TaskRecord::task).containsExactly(task);
    }
  }

  @Nested
  class Deleting {
    @Test
    void everything_goes() {
      store.create(ball());
      done(1, 1);
      store.recordTimings(List.of(timing(BALL, 1, 1, 2)));
      store.delete(BALL, NOW);
      assertThat(store.find(BALL)).isEmpty();
      assertThat(store.tasks(BALL, 1)).isEmpty();
      assertThat(store.timings(BALL)).isEmpty();
      await().untilAsserted(() -> assertThat(store.active()).isEmpty());
      await().untilAsserted(() -> assertThat(store.list(10, Optional.empty()).jobs()).isEmpty());
    }

    @Test
    void a_job_with_much_on_record_goes_too() {
      Run run = new Run(1, FrameSet.range(1, 120), 1, 1, NOW);
      store.create(queued(BALL, run, NOW));
      run.tasks().forEach(t -> store.report(BALL, 1, t, t.frames(), List.of(), NOW));
      assertThat(store.tasks(BALL, 1)).hasSize(120);
      store.delete(BALL, NOW);
      assertThat(store.tasks(BALL, 1)).isEmpty();
    }

    @Test
    void row13_nothing_written_to_a_job_that_is_not_there_has_any_effect() {
      assertNoWriteHasEffect();
      assertThat(store.create(ball())).isEqualTo(new Creation.Created());
      assertPristine();
    }

    @Test
    void row13_nothing_written_late_to_a_deleted_job_has_any_effect() {
      store.create(ball());
      done(1, 1);
      store.delete(BALL, NOW);
      assertNoWriteHasEffect();
      assertThat(store.create(ball())).isEqualTo(new Creation.Deleted(1));
      store.create(queued(BALL, run(2), NOW));
      assertThat(store.tasks(BALL, 2)).isEmpty();
      assertThat(store.tasks(BALL, 1)).isEmpty();
      assertPristine();
    }

    private void assertNoWriteHasEffect() {
      assertThat(end(JobStatus.COMPLETED)).isFalse();
      assertThat(store.startRun(BALL, run(2))).isFalse();
      store.recordSent(BALL, 1, 3);
      assertThat(done(1, 1, 2)).isEmpty();
      assertThat(failed(1, 3)).isEmpty();
      store.finishTask(BALL, 1, 1);
      store.addWarnings(BALL, Set.of("late"));
      store.recordTimings(List.of(timing(BALL, 1, 1, 2)));
      store.delete(BALL, NOW);
      assertThat(store.find(BALL)).isEmpty();
    }

    private void assertPristine() {
      assertThat(found().progress()).isEqualTo(ball().progress());
      assertThat(found().status()).isEqualTo(JobStatus.QUEUED);
      assertThat(store.tasks(BALL, 1)).isEmpty();
      assertThat(store.timings(BALL)).isEmpty();
    }
  }

  @Nested
  class Listing {
    @Test
    void the_newest_job_comes_first_and_pages_hold_every_job_once() {
      List<JobId> newestFirst = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        // Two at the same instant, and fractions of different length.
        Instant at = NOW.plusMillis(250L * (i / 2));
        store.create(queued(new JobId("job-" + i), run(1), at));
        newestFirst.addFirst(new JobId("job-" + i));
      }
      await().untilAsserted(() -> assertThat(ids(store.list(1000, Optional.empty()))).hasSize(7));
      List<JobId> paged = new ArrayList<>();
      Optional<String> after = Optional.empty();
      do {
        Page page = store.list(3, after);
        assertThat(page.jobs()).hasSizeBetween(1, 3);
        paged.addAll(ids(page));
        after = page.next();
      } while (after.isPresent());
      assertThat(paged).containsExactlyElementsOf(newestFirst);
    }

    @Test
    void a_list_carries_whole_records() {
      store.create(ball());
      end(JobStatus.COMPLETED);
      store.addWarnings(BALL, Set.of("w"));
      await()
          .untilAsserted(
              () ->
                  assertThat(store.list(10, Optional.empty()))
                      .isEqualTo(new Page(List.of(found()), Optional.empty())));
    }

    @Test
    void a_page_goes_on_where_it_ended_though_that_job_was_deleted() {
      for (int i = 0; i < 4; i++) {
        store.create(queued(new JobId("job-" + i), run(1), NOW.plusSeconds(i)));
      }
      await().untilAsserted(() -> assertThat(ids(store.list(1000, Optional.empty()))).hasSize(4));
      Page first = store.list(2, Optional.empty());
      store.delete(new JobId("job-2"), NOW);
      await().untilAsserted(() -> assertThat(ids(store.list(1000, Optional.empty()))).hasSize(3));
      assertThat(ids(store.list(2, first.next())))
          .containsExactly(new JobId("job-1"), new JobId("job-0"));
    }

    @Test
    void an_empty_farm_lists_nothing() {
      assertThat(store.list(10, Optional.empty())).isEqualTo(new Page(List.of(), Optional.empty()));
      assertThat(store.active()).isEmpty();
    }

    @Test
    void what_is_no_end_of_a_page_is_refused() {
      for (String wrong : List.of("", "x", "-1", "2026", "' or 1=1", "\u0000")) {
        assertThatThrownBy(() -> store.list(10, Optional.of(wrong)))
            .as(wrong)
            .isInstanceOf(InvalidRequestException.class)
            .hasMessageStartingWith("after: ");
      }
    }

    @Test
    void jobs_are_active_as_long_as_their_status_is() {
      Map<JobStatus, JobId> jobs = new HashMap<>();
      for (JobStatus status : JobStatus.values()) {
        JobId id = new JobId("job-" + status.word());
        store.create(queued(id, run(1), NOW));
        store.transition(id, 1, Set.of(JobStatus.QUEUED), JobState.of(status, NOW));
        jobs.put(status, id);
      }
      List<JobId> active =
          Stream.of(JobStatus.values()).filter(JobStatus::active).map(jobs::get).toList();
      await()
          .untilAsserted(
              () -> assertThat(store.active()).containsExactlyInAnyOrderElementsOf(active));
      JobId requeued = new JobId("job-completed");
      store.startRun(requeued, run(2));
      await().untilAsserted(() -> assertThat(store.active()).contains(requeued));
    }

    private static List<JobId> ids(Page page) {
      return page.jobs().stream().map(JobRecord::id).toList();
    }
  }

  private static Timing timing(JobId id, int frame, int attempt, int seconds) {
    return new Timing(
        id, frame, attempt, "w-1", new Timing.Span(NOW, Duration.ofMillis(1000L * seconds + 7)));
  }

  @Nested
  class Timings {
    @Test
    void a_timing_is_kept_once_per_frame_and_attempt() {
      JobId other = new JobId("other-1");
      store.create(ball());
      store.create(queued(other, run(1), NOW));
      store.recordTimings(List.of());
      store.recordTimings(List.of(timing(BALL, 12, 1, 3), timing(BALL, -5, 2, 4)));
      store.recordTimings(
          List.of(
              timing(BALL, 12, 1, 3),
              timing(BALL, 12, 1, 3),
              timing(BALL, 3, 1, 5),
              timing(BALL, -5, 1, 6),
              timing(other, 12, 1, 9)));
      assertThat(store.timings(BALL))
          .containsExactly(
              timing(BALL, -5, 1, 6),
              timing(BALL, -5, 2, 4),
              timing(BALL, 3, 1, 5),
              timing(BALL, 12, 1, 3));
      assertThat(store.timings(other)).containsExactly(timing(other, 12, 1, 9));
    }

    @Test
    void more_timings_than_fit_in_a_request_are_all_kept() {
      store.create(ball());
      List<Timing> many =
          IntStream.rangeClosed(1, 130).mapToObj(f -> timing(BALL, f, 1, f)).toList();
      store.recordTimings(many);
      assertThat(store.timings(BALL)).containsExactlyElementsOf(many);
    }
  }

  @Nested
  class Workers {
    @Test
    void the_latest_word_of_a_worker_counts() {
      WorkerState serving = new WorkerState("w-1", Condition.SERVING, "", NOW);
      WorkerState stopped = new WorkerState("w-1", Condition.STOPPED, "", NOW.plusMillis(250));
      WorkerState refusing =
          new WorkerState("w-2", Condition.REFUSING, "no ffmpeg: install it", NOW.plusMillis(1));
      store.recordWorker(stopped);
      store.recordWorker(serving);
      store.recordWorker(refusing);
      assertThat(store.workers(NOW.plusSeconds(1))).containsExactly(stopped, refusing);
    }

    @Test
    void a_worker_unheard_of_for_a_day_is_forgotten() {
      store.recordWorker(new WorkerState("w-1", Condition.SERVING, "", NOW));
      store.recordWorker(new WorkerState("w-2", Condition.SERVING, "", NOW.plusSeconds(60)));
      assertThat(store.workers(NOW.plus(Duration.ofDays(1)).plusSeconds(1)))
          .extracting(WorkerState::id)
          .containsExactly("w-2");
    }
  }

  @Test
  void the_time_since_a_queue_is_empty_is_kept_by_pool() {
    assertThat(store.queueEmptySince("cpu")).isEmpty();
    store.recordQueueEmpty("cpu", Optional.of(NOW));
    store.recordQueueEmpty("gpu", Optional.of(NOW.plusSeconds(1)));
    assertThat(store.queueEmptySince("cpu")).contains(NOW);
    store.recordQueueEmpty("cpu", Optional.empty());
    store.recordQueueEmpty("cpu", Optional.empty());
    assertThat(store.queueEmptySince("cpu")).isEmpty();
    assertThat(store.queueEmptySince("gpu")).contains(NOW.plusSeconds(1));
  }
}
