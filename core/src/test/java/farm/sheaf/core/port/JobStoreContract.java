package farm.sheaf.core.port;

import static farm.sheaf.core.port.SampleJobs.BALL;
import static farm.sheaf.core.port.SampleJobs.NOW;
import static farm.sheaf.core.port.SampleJobs.atOnce;
import static farm.sheaf.core.port.SampleJobs.ball;
import static farm.sheaf.core.port.SampleJobs.queued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Effect;
import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Ledger;
import farm.sheaf.core.job.Missing;
import farm.sheaf.core.job.OutputSettings;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.RenderSettings;
import farm.sheaf.core.job.Resolution;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Scripts;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.job.WorkSettings;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.port.JobStore.Creation;
import farm.sheaf.core.port.JobStore.Page;
import farm.sheaf.core.scene.SceneVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every store of jobs does, whatever it is made of. An implementation's test extends this and
 * gives a new, empty store for each test. It is long because it is one contract: whoever writes a
 * third store reads it from top to bottom.
 *
 * <p>Lists may lag behind writes, so tests of lists wait for what must come.
 */
public abstract class JobStoreContract {
  private static final int RACERS = 8;

  private JobStore store = new InMemoryStores();

  /** A store without anything in it. */
  protected abstract JobStore newStore() throws Exception;

  /** Makes a stored job unreadable, as one that a newer version of the farm has written. */
  protected abstract void spoil(JobId id) throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = newStore();
  }

  private JobRecord found() {
    return store.find(BALL).orElseThrow();
  }

  private Optional<JobRecord> change(Fact fact) {
    JobRecord seen = found();
    return store.replace(seen, JobLife.next(seen, fact, NOW.plusSeconds(9)).orElseThrow());
  }

  private JobRecord ended() {
    change(new Fact.Canceled());
    JobRecord canceled = found();
    return store
        .replace(
            canceled,
            JobLife.next(
                    canceled,
                    new Fact.Done(canceled.ledger().due().getFirst(), Optional.empty()),
                    NOW)
                .orElseThrow())
        .orElseThrow();
  }

  @Nested
  class Creating {
    @Test
    void a_job_that_is_not_there_is_recorded_whole() {
      assertThat(store.find(BALL)).isEmpty();
      assertThat(store.create(ball(1))).isEqualTo(new Creation.Created());
      assertThat(store.find(BALL)).contains(ball(1));
    }

    @Test
    void every_part_of_a_record_survives_storing() {
      JobRecord full = full(FrameSet.parse("-10-5,7,9-99x10"), FrameSet.of(-10, 9));
      assertThat(store.create(full)).isEqualTo(new Creation.Created());
      assertThat(store.find(BALL)).contains(full);
    }

    @Test
    void a_record_of_a_hundred_thousand_frames_in_any_pattern_survives_storing() {
      FrameSet all = FrameSet.range(1, 100_000);
      FrameSet some = FrameSet.of(all.stream().filter(f -> (f * 7919L) % 13 < 6).toArray());
      JobRecord full = full(all, some);
      store.create(full);
      assertThat(found()).isEqualTo(full);
      JobRecord next = JobLife.next(full, new Fact.Taken(), NOW).orElseThrow();
      assertThat(store.replace(full, next)).isPresent();
      assertThat(found().ledger().due()).isEqualTo(full.ledger().due());
    }

    private JobRecord full(FrameSet frames, FrameSet some) {
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
      JobSpec spec = new JobSpec(file, frames, settings, "My \"film\"", "once more");
      return new JobRecord(
          new Job(BALL, "3f9a2c81d0ffee", spec, NOW),
          new Run(3, some, new Run.Cut(2, 7), 12, NOW.plusNanos(1_000)),
          new JobState(JobStatus.FAILED, "no camera: \"Cube\"", NOW.plusSeconds(1)),
          new Ledger(
              41,
              List.of(
                  new Effect.LetDie(4),
                  new Effect.Remove(some),
                  new Effect.SendTasks(12),
                  new Effect.SendAgain(some),
                  new Effect.SendFilm()),
              new Ledger.Sent(NOW.plusNanos(5), NOW.plusSeconds(3), some),
              Optional.of(new Ledger.Look(NOW.plusSeconds(2), Ledger.Queue.EMPTY)),
              new Ledger.Verdict(
                  4, Set.of(new WorkerKind("Blender 3.4.1, CPU"), new WorkerKind("ü")))),
          new JobProgress(Set.of(0, 1, 48), Set.of("missing: a.png", "ü")));
    }

    @Test
    void row2_a_job_that_is_there_is_given_back_and_not_overwritten() {
      store.create(ball(1));
      change(new Fact.Begun());
      JobRecord there = found();
      assertThat(store.create(ball(1))).isEqualTo(new Creation.Exists(there));
      assertThat(store.create(ball(2))).isEqualTo(new Creation.Exists(there));
      assertThat(found()).isEqualTo(there);
    }

    @Test
    void row2_of_many_submissions_at_once_one_creates_the_job() throws Exception {
      Callable<Creation> create = () -> store.create(ball(1));
      List<Creation> outcomes = atOnce(Collections.nCopies(RACERS, create));
      assertThat(outcomes).containsOnlyOnce(new Creation.Created());
      assertThat(outcomes).filteredOn(o -> o instanceof Creation.Exists).hasSize(RACERS - 1);
    }

    @Test
    void a_deleted_job_is_created_again_only_with_a_later_run() {
      store.create(ball(4));
      store.erase(BALL, 4, NOW);
      assertThat(store.create(ball(1))).isEqualTo(new Creation.Deleted(4));
      assertThat(store.create(ball(4))).isEqualTo(new Creation.Deleted(4));
      assertThat(store.find(BALL)).isEmpty();
      JobRecord again = queued(BALL, 5, FrameSet.range(1, 20), NOW.plusSeconds(60));
      assertThat(store.create(again)).isEqualTo(new Creation.Created());
      assertThat(store.find(BALL)).contains(again);
      store.erase(BALL, 4, NOW);
      assertThat(store.find(BALL)).as("a slow hand of the run before").contains(again);
      store.erase(BALL, 5, NOW);
      assertThat(store.create(ball(5))).isEqualTo(new Creation.Deleted(5));
    }
  }

  @Nested
  class Changing {
    @Test
    void a_change_replaces_what_was_seen_and_counts_it() {
      store.create(ball(1));
      JobRecord written = change(new Fact.Unrenderable("no camera")).orElseThrow();
      assertThat(found()).isEqualTo(written);
      assertThat(written.state().reason()).isEqualTo("no camera");
      assertThat(written.ledger().due()).containsExactly(new Effect.LetDie(2));
      assertThat(written.ledger().revision()).isEqualTo(ball(1).ledger().revision() + 1);
    }

    @Test
    void a_change_of_what_has_changed_since_is_not_made() {
      store.create(ball(1));
      JobRecord seen = found();
      change(new Fact.Begun());
      JobRecord there = found();
      JobRecord late = JobLife.next(seen, new Fact.Canceled(), NOW).orElseThrow();
      assertThat(store.replace(seen, late)).isEmpty();
      assertThat(found()).isEqualTo(there);
    }

    @Test
    void what_the_table_of_statuses_forbids_is_refused() {
      store.create(ball(1));
      JobRecord canceled = ended();
      for (JobStatus status : List.of(JobStatus.RENDERING, JobStatus.SEQUENCING)) {
        JobRecord wrong =
            new JobRecord(
                canceled.job(),
                canceled.run(),
                JobState.of(status, NOW),
                canceled.ledger(),
                canceled.progress());
        assertThatThrownBy(() -> store.replace(canceled, wrong))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(status.word());
      }
      assertThat(found()).isEqualTo(canceled);
    }

    @Test
    void row11_of_many_changes_at_once_one_wins() throws Exception {
      store.create(ball(1));
      JobRecord seen = found();
      List<Callable<Optional<JobRecord>>> calls = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        Fact fact = new Fact.Unrenderable("reason " + i);
        calls.add(() -> store.replace(seen, JobLife.next(seen, fact, NOW).orElseThrow()));
      }
      List<JobRecord> winners = atOnce(calls).stream().flatMap(Optional::stream).toList();
      assertThat(winners).hasSize(1).first().isEqualTo(found());
    }

    @Test
    void a_new_run_starts_without_covered_pages_and_keeps_the_warnings() {
      store.create(ball(1));
      store.cover(BALL, 1, 0);
      store.addWarnings(BALL, Set.of("a.png is missing"));
      JobRecord canceled = ended();
      Run next = new Run(2, FrameSet.of(3, 4), Run.Cut.even(1), 6, NOW.plusSeconds(60));
      JobRecord started =
          store
              .replace(
                  canceled,
                  JobLife.next(canceled, new Fact.Requeued(next, FrameSet.EMPTY), NOW)
                      .orElseThrow())
              .orElseThrow();
      assertThat(started.progress().covered()).isEmpty();
      assertThat(found().run()).isEqualTo(next);
      assertThat(found().progress())
          .isEqualTo(new JobProgress(Set.of(), Set.of("a.png is missing")));
      assertThat(store.cover(BALL, 1, 0)).as("late news of the run before").isEmpty();
      assertThat(found().progress().covered()).isEmpty();
    }

    @Test
    void covered_pages_are_a_set_and_no_change_gets_in_their_way() throws Exception {
      store.create(queued(BALL, 1, FrameSet.range(1, 3 * Run.PAGE), NOW));
      JobRecord seen = found();
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        int page = i % 3;
        calls.add(() -> store.cover(BALL, 1, page).isPresent());
      }
      assertThat(atOnce(calls)).containsOnly(true);
      assertThat(found().progress().covered()).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(found().allCovered()).isTrue();
      JobRecord next = JobLife.next(seen, new Fact.Begun(), NOW).orElseThrow();
      assertThat(store.replace(seen, next)).isPresent();
      assertThat(found().progress().covered()).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(store.cover(BALL, 2, 9)).isEmpty();
    }

    @Test
    void warnings_are_a_set_of_at_most_a_hundred() {
      store.create(ball(1));
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
      store.create(ball(1));
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
  class Erasing {
    @Test
    void a_job_goes_from_every_list() {
      store.create(ball(1));
      store.erase(BALL, 1, NOW);
      assertThat(store.find(BALL)).isEmpty();
      await().untilAsserted(() -> assertThat(store.active(Optional.empty(), 10)).isEmpty());
      await().untilAsserted(() -> assertThat(store.list(10, Optional.empty()).jobs()).isEmpty());
    }

    @Test
    void row13_nothing_written_to_a_job_that_is_not_there_has_any_effect() {
      assertNoWriteHasEffect();
      assertThat(store.create(ball(1))).isEqualTo(new Creation.Created());
      assertThat(found()).isEqualTo(ball(1));
    }

    @Test
    void row13_nothing_written_late_to_a_deleted_job_has_any_effect() {
      store.create(ball(1));
      store.erase(BALL, 1, NOW);
      assertNoWriteHasEffect();
      assertThat(store.create(ball(1))).isEqualTo(new Creation.Deleted(1));
      store.create(ball(2));
      assertThat(found()).isEqualTo(ball(2));
    }

    private void assertNoWriteHasEffect() {
      JobRecord next = JobLife.next(ball(1), new Fact.Begun(), NOW).orElseThrow();
      assertThat(store.replace(ball(1), next)).isEmpty();
      assertThat(store.cover(BALL, 1, 0)).isEmpty();
      store.addWarnings(BALL, Set.of("late"));
      store.erase(BALL, 1, NOW);
      assertThat(store.find(BALL)).isEmpty();
    }
  }

  @Nested
  class Listing {
    @Test
    void the_newest_job_comes_first_and_pages_hold_every_job_once() {
      List<JobId> newestFirst = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        // Two at the same instant, and fractions of different length.
        create("job-" + i, 250L * (i / 2));
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
      store.create(ball(1));
      change(new Fact.Unrenderable("no camera"));
      store.addWarnings(BALL, Set.of("w"));
      await()
          .untilAsserted(
              () ->
                  assertThat(store.list(10, Optional.empty()))
                      .isEqualTo(new Page(List.of(found()), List.of(), Optional.empty())));
    }

    @Test
    void a_page_goes_on_where_it_ended_though_that_job_was_deleted() {
      for (int i = 0; i < 4; i++) {
        create("job-" + i, 1000L * i);
      }
      await().untilAsserted(() -> assertThat(ids(store.list(1000, Optional.empty()))).hasSize(4));
      Page first = store.list(2, Optional.empty());
      store.erase(new JobId("job-2"), 1, NOW);
      await().untilAsserted(() -> assertThat(ids(store.list(1000, Optional.empty()))).hasSize(3));
      assertThat(ids(store.list(2, first.next())))
          .containsExactly(new JobId("job-1"), new JobId("job-0"));
    }

    @Test
    void an_empty_farm_lists_nothing() {
      assertThat(store.list(10, Optional.empty()))
          .isEqualTo(new Page(List.of(), List.of(), Optional.empty()));
      assertThat(store.active(Optional.empty(), 10)).isEmpty();
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
    void a_job_is_active_as_long_as_its_status_is_or_something_is_due() {
      create("job-b", 0);
      create("job-a", 1);
      store.create(ball(1));
      List<JobId> all = List.of(BALL, new JobId("job-a"), new JobId("job-b"));
      await()
          .untilAsserted(
              () -> assertThat(store.active(Optional.empty(), 10)).containsExactlyElementsOf(all));
      assertThat(store.active(Optional.of(BALL), 1)).containsExactly(new JobId("job-a"));
      change(new Fact.Canceled());
      assertThat(store.active(Optional.empty(), 1)).as("its mark is due").containsExactly(BALL);
      JobRecord due = found();
      store.replace(
          due,
          JobLife.next(due, new Fact.Done(new Effect.LetDie(2), Optional.empty()), NOW)
              .orElseThrow());
      await()
          .untilAsserted(() -> assertThat(store.active(Optional.empty(), 10)).doesNotContain(BALL));
    }

    @Test
    void a_job_that_cannot_be_read_keeps_no_other_from_being_listed() throws Exception {
      create("job-old", 0);
      create("job-new", 1);
      spoil(new JobId("job-new"));
      await()
          .untilAsserted(
              () -> {
                Page page = store.list(10, Optional.empty());
                assertThat(ids(page)).containsExactly(new JobId("job-old"));
                assertThat(page.unreadable()).containsExactly(new JobId("job-new"));
              });
      assertThatThrownBy(() -> store.find(new JobId("job-new")))
          .isInstanceOf(UnreadableJobException.class)
          .hasMessageContaining("job-new")
          .hasMessageContaining("newer version");
      assertThat(store.active(Optional.empty(), 10)).hasSize(2);
    }

    @Test
    void the_place_where_a_sweep_ran_out_of_time_is_kept() {
      assertThat(store.sweptTo()).isEmpty();
      store.sweptTo(Optional.of(BALL));
      assertThat(store.sweptTo()).contains(BALL);
      store.sweptTo(Optional.empty());
      assertThat(store.sweptTo()).isEmpty();
    }

    private void create(String id, long millis) {
      store.create(queued(new JobId(id), 1, FrameSet.range(1, 20), NOW.plusMillis(millis)));
    }

    private static List<JobId> ids(Page page) {
      return page.jobs().stream().map(JobRecord::id).toList();
    }
  }
}
