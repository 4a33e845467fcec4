package farm.sheaf.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Run run(String frames, OptionalInt chunk) {
    WorkSettings settings = new WorkSettings(chunk, Optional.empty(), 3, Pool.CPU);
    return Run.first(1, FrameSet.parse(frames), settings, NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10-12", "5-8", "0-19", "-3-3", "1-250x10", "7", "1-17", "5,9,20-30"})
  void row1_the_tasks_hold_exactly_the_frames_asked_for(String frames) {
    for (int chunk = 1; chunk <= 12; chunk++) {
      Run run = run(frames, OptionalInt.of(chunk));
      FrameSet all = run.tasks().map(Task.Render::frames).reduce(FrameSet.EMPTY, FrameSet::union);
      int total = run.tasks().mapToInt(task -> task.frames().size()).sum();
      assertThat(all).isEqualTo(FrameSet.parse(frames));
      assertThat(total).as("no frame twice").isEqualTo(all.size());
    }
  }

  @Test
  void row1_frames_10_to_12_in_chunks_of_two_are_10_11_and_12() {
    assertThat(run("10-12", OptionalInt.of(2)).tasks().map(task -> task.frames().toString()))
        .containsExactly("10,11", "12");
  }

  @Test
  void finds_the_task_of_each_frame() {
    Run run = run("0-19", OptionalInt.of(6));
    run.frames().stream()
        .forEach(
            frame -> assertThat(run.taskOf(frame).orElseThrow().frames().contains(frame)).isTrue());
    assertThat(run.taskOf(20)).isEmpty();
  }

  @Test
  void a_job_has_at_most_2000_tasks_and_the_chunk_grows_to_fit() {
    Run run = run("1-100000", OptionalInt.of(1));
    assertThat(run.taskCount()).isEqualTo(2_000);
    assertThat(run.chunk()).isEqualTo(50);
  }

  @Test
  void the_first_task_is_small_where_the_farm_chooses() {
    Run run = run("1-48", OptionalInt.empty());
    assertThat(run.tasks().map(task -> task.frames().size()))
        .containsExactly(1, 6, 6, 6, 6, 6, 6, 6, 5);
    assertThat(run("1-48", OptionalInt.of(12)).task(1).frames().size()).isEqualTo(12);
    assertThat(run("1-20000", OptionalInt.empty()).taskCount()).isEqualTo(2_000);
    assertThat(run("1-19990", OptionalInt.empty()).taskCount()).isEqualTo(2_000);
  }

  @Test
  void each_frame_lies_on_one_page_and_in_one_task() {
    for (OptionalInt chunk : new OptionalInt[] {OptionalInt.empty(), OptionalInt.of(7)}) {
      Run run = run("-3000-5000", chunk);
      FrameSet all =
          FrameSet.unionOf(IntStream.range(0, run.pageCount()).mapToObj(run::page).toList());
      assertThat(all).isEqualTo(run.frames());
      assertThat(run.byPage(FrameSet.parse("-3000,-952,5000,6000")))
          .containsOnly(
              Map.entry(0, FrameSet.of(-3000)),
              Map.entry(1, FrameSet.of(-952)),
              Map.entry(3, FrameSet.of(5000)));
      int[] counts = run.countByTask(run.frames());
      assertThat(counts).isEqualTo(run.tasks().mapToInt(task -> task.frames().size()).toArray());
    }
  }

  @Test
  void the_next_run_has_task_numbers_of_its_own() {
    Run first = run("1-10", OptionalInt.of(4));
    Run next = first.next(FrameSet.of(3, 9), WorkSettings.DEFAULT, NOW);
    assertThat(first.sequenceTask()).isEqualTo(4);
    assertThat(next.number()).isEqualTo(2);
    assertThat(next.firstTask()).isEqualTo(5);
    assertThat(next.taskOf(9)).isPresent();
    assertThat(next.taskOf(4)).isEmpty();
  }

  @Test
  void a_run_of_the_film_alone_has_no_render_task() {
    Run film = run("1-10", OptionalInt.of(4)).next(FrameSet.EMPTY, WorkSettings.DEFAULT, NOW);
    assertThat(film.taskCount()).isZero();
    assertThat(film.tasks()).isEmpty();
    assertThat(film.sequenceTask()).isEqualTo(5);
  }
}
