package farm.sheaf.core.port;

import static farm.sheaf.core.port.SampleJobs.BALL;
import static farm.sheaf.core.port.SampleJobs.NOW;
import static farm.sheaf.core.port.SampleJobs.atOnce;
import static farm.sheaf.core.port.SampleJobs.queued;
import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Times;
import farm.sheaf.core.job.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of progress does, whatever it is made of. */
public abstract class ProgressStoreContract {
  /** Two pages and a bit, with frames below zero and a gap. */
  private static final FrameSet FRAMES = FrameSet.parse("-100-2000,3000-6000x2,7000-7999");

  private static final Run RUN = run(1);

  private Stores stores = new InMemoryStores().stores();
  private ProgressStore store = stores.progress();

  /** Stores without anything in them. */
  protected abstract Stores newStores() throws Exception;

  @BeforeEach
  void openStores() throws Exception {
    stores = newStores();
    store = stores.progress();
    stores.jobs().create(queued(BALL, 1, FRAMES, NOW));
  }

  private static Run run(int number) {
    return new Run(number, FRAMES, Run.Cut.even(5), 1, NOW);
  }

  private static FrameSet page(int number) {
    return RUN.page(number);
  }

  private ProgressStore.Change done(FrameSet frames) {
    int page = RUN.byPage(frames).firstKey();
    return store.update(BALL, RUN, page, it -> it.plus(frames, FrameSet.EMPTY, NOW));
  }

  private static FrameFailure failure(int frame, int attempts) {
    return new FrameFailure(
        frame, FailureKind.CRASH, "Blender died, see \"core\": ü\n" + attempts, attempts);
  }

  @Test
  void the_first_news_records_a_page() {
    assertThat(store.pages(BALL, RUN)).isEmpty();
    ProgressStore.Change change = done(FrameSet.of(-100, 7));
    assertThat(change.before()).isEqualTo(FramePage.untouched(0));
    assertThat(change.after())
        .isEqualTo(new FramePage(0, FrameSet.of(-100, 7), FrameSet.EMPTY, NOW));
    assertThat(store.pages(BALL, RUN)).containsExactly(change.after());
  }

  @Test
  void pages_come_by_number_with_all_that_is_known() {
    FrameSet last = page(2).slice(5, 9);
    FramePage third =
        store
            .update(BALL, RUN, 2, it -> it.plus(last, page(2).slice(0, 3), NOW.plusNanos(7)))
            .after();
    FramePage first = done(FrameSet.of(1)).after();
    assertThat(store.pages(BALL, RUN)).containsExactly(first, third);
    assertThat(third.failed()).isEqualTo(page(2).slice(0, 3));
    assertThat(third.newsAt()).isEqualTo(NOW.plusNanos(7));
  }

  @Test
  void a_whole_page_is_covered_and_survives_storing() {
    done(page(1));
    FramePage stored = store.pages(BALL, RUN).getFirst();
    assertThat(stored.done()).isEqualTo(page(1));
    assertThat(stored.covers(RUN)).isTrue();
    assertThat(done(page(1).slice(0, 1)).after()).isEqualTo(stored);
  }

  @Test
  void what_the_farm_found_by_itself_is_no_news() {
    done(FrameSet.of(1));
    store.update(BALL, RUN, 0, it -> it.found(FrameSet.of(2), FrameSet.EMPTY));
    assertThat(store.pages(BALL, RUN))
        .containsExactly(new FramePage(0, FrameSet.of(1, 2), FrameSet.EMPTY, NOW));
  }

  @Test
  void news_gives_the_same_end_in_any_order_and_twice() {
    long seed = System.nanoTime();
    List<Integer> frames = new ArrayList<>(page(0).slice(0, 40).toList());
    frames.addAll(List.copyOf(frames));
    Collections.shuffle(frames, new Random(seed));
    frames.forEach(frame -> done(FrameSet.of(frame)));
    assertThat(store.pages(BALL, RUN).getFirst().done())
        .as("seed %d", seed)
        .isEqualTo(page(0).slice(0, 40));
  }

  @Test
  void news_at_once_loses_nothing() throws Exception {
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      FrameSet mine = page(0).slice(20 * i, 20 * i + 20);
      calls.add(
          () -> {
            mine.stream().forEach(frame -> done(FrameSet.of(frame)));
            return true;
          });
    }
    atOnce(calls);
    assertThat(store.pages(BALL, RUN).getFirst().done()).isEqualTo(page(0).slice(0, 160));
  }

  @Test
  void each_run_has_its_own_pages_and_failures() {
    done(FrameSet.of(1));
    store.recordFailures(BALL, 1, List.of(failure(3, 1)));
    assertThat(store.pages(BALL, run(2))).isEmpty();
    assertThat(store.failures(BALL, 2, 10)).isEmpty();
  }

  @Test
  void failures_come_by_frame_and_the_heavier_one_stays() {
    store.recordFailures(BALL, 1, List.of(failure(12, 1), failure(-5, 3), failure(100, 2)));
    store.recordFailures(BALL, 1, List.of(failure(12, 3), failure(-5, 1)));
    assertThat(store.failures(BALL, 1, 10))
        .containsExactly(failure(-5, 3), failure(12, 3), failure(100, 2));
    assertThat(store.failures(BALL, 1, 2)).containsExactly(failure(-5, 3), failure(12, 3));
  }

  @Test
  void four_thousand_failures_of_one_chunk_are_all_kept() {
    List<FrameFailure> many = FRAMES.stream().limit(4_000).mapToObj(f -> failure(f, 1)).toList();
    store.recordFailures(BALL, 1, many);
    assertThat(store.failures(BALL, 1, 5_000)).containsExactlyElementsOf(many);
  }

  @Test
  void an_attempt_is_counted_once_however_often_it_is_told() {
    Timing first = new Timing(1, 1, Duration.ofSeconds(1));
    Timing second = new Timing(1, 2, Duration.ofSeconds(3));
    for (int i = 0; i < 3; i++) {
      store.updateTimes(BALL, RUN, 0, it -> it.plus(List.of(first, second, first)));
    }
    store.updateTimes(
        BALL, RUN, 2, it -> it.plus(List.of(new Timing(7_999, 1, Duration.ofSeconds(2)))));
    Times times = store.times(BALL);
    assertThat(times.attempts()).isEqualTo(3);
    assertThat(times.total()).isEqualTo(Duration.ofSeconds(6));
    assertThat(times.median().toMillis()).isBetween(1_900L, 2_100L);
    assertThat(store.times(new JobId("other-1"))).isEqualTo(Times.NONE);
  }

  @Test
  void the_times_of_a_whole_page_survive_storing() {
    List<Timing> all =
        page(0).stream().mapToObj(f -> new Timing(f, 1, Duration.ofMillis(500))).toList();
    store.updateTimes(BALL, RUN, 0, it -> it.plus(all));
    store.updateTimes(BALL, RUN, 0, it -> it.plus(all));
    assertThat(store.times(BALL).attempts()).isEqualTo(Run.PAGE);
  }

  @Test
  void times_at_once_lose_nothing() throws Exception {
    List<Callable<Boolean>> calls =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(
                i ->
                    () -> {
                      store.updateTimes(
                          BALL,
                          RUN,
                          0,
                          it -> it.plus(List.of(new Timing(i, 1, Duration.ofSeconds(1)))));
                      return true;
                    })
            .toList();
    atOnce(calls);
    assertThat(store.times(BALL).attempts()).isEqualTo(8);
  }

  @Test
  void all_of_a_job_goes_with_it() {
    done(FrameSet.of(1));
    store.recordFailures(BALL, 1, List.of(failure(3, 1)));
    store.updateTimes(
        BALL, RUN, 0, it -> it.plus(List.of(new Timing(1, 1, Duration.ofSeconds(1)))));
    stores.jobs().erase(BALL, 1, NOW);
    assertThat(store.pages(BALL, RUN)).isEmpty();
    assertThat(store.failures(BALL, 1, 10)).isEmpty();
    assertThat(store.times(BALL)).isEqualTo(Times.NONE);
  }
}
