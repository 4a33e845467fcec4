package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.SampleJob.ID;
import static farm.sheaf.aws.table.SampleJob.NOW;
import static farm.sheaf.aws.table.SampleJob.half;
import static farm.sheaf.aws.table.SampleJob.queued;
import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Times;
import farm.sheaf.core.job.Timing;
import farm.sheaf.core.port.ProgressStore;
import farm.sheaf.core.port.ProgressStoreContract;
import farm.sheaf.core.port.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamoDbProgressStoreTest extends ProgressStoreContract {
  private static final FrameSet MANY = FrameSet.range(1, 100_000);
  private static final Run RUN = queued(1, MANY).run();

  private final TestTable made = TestTable.create();

  @Override
  protected Stores newStores() {
    return made.stores();
  }

  private ProgressStore progress() {
    return made.stores().progress();
  }

  private FramePage done(FrameSet frames) {
    return progress().update(ID, RUN, 0, page -> page.plus(frames, FrameSet.EMPTY, NOW)).after();
  }

  @Test
  void news_of_a_page_costs_a_read_and_a_write_and_the_same_again_a_read() {
    made.requests();
    done(FrameSet.of(1));
    done(FrameSet.of(2));
    assertThat(made.requests()).containsExactly("GetItem", "PutItem", "GetItem", "PutItem");
    done(FrameSet.of(2));
    assertThat(made.requests()).containsExactly("GetItem");
    progress().updateTimes(ID, RUN, 0, page -> page.plus(timings(1, 1)));
    progress().updateTimes(ID, RUN, 0, page -> page.plus(timings(1, 1)));
    assertThat(made.requests()).containsExactly("GetItem", "PutItem", "GetItem");
    FrameFailure failure = new FrameFailure(7, FailureKind.CRASH, "died", 3);
    progress().recordFailures(ID, 1, List.of(failure));
    assertThat(made.requests()).containsExactly("PutItem");
  }

  @Test
  void who_was_overtaken_begins_anew_and_nothing_is_lost() {
    List<FramePage> seen = new ArrayList<>();
    ProgressStore.Change change =
        progress()
            .update(
                ID,
                RUN,
                0,
                page -> {
                  if (seen.isEmpty()) {
                    done(FrameSet.of(1));
                  }
                  seen.add(page);
                  return page.plus(FrameSet.of(2), FrameSet.EMPTY, NOW);
                });
    assertThat(seen).hasSize(2);
    assertThat(change.before().done()).isEqualTo(FrameSet.of(1));
    assertThat(change.after().done()).isEqualTo(FrameSet.of(1, 2));
    assertThat(progress().pages(ID, RUN)).containsExactly(change.after());
  }

  @Test
  void a_page_takes_one_unit_of_writing_at_its_worst_and_next_to_nothing_when_done() {
    FrameSet page = RUN.page(0);
    FrameSet most = page.minus(FrameSet.of(1));
    progress().update(ID, RUN, 0, it -> it.plus(most, most, NOW));
    assertThat(made.bytes(Key.page(ID, 1, 0))).isBetween(2 * 256, 1_024);
    done(half(page, 1));
    done(page);
    progress().update(ID, RUN, 1, it -> it.plus(RUN.page(1), FrameSet.EMPTY, NOW));
    assertThat(made.bytes(Key.page(ID, 1, 1))).isLessThan(200);
  }

  @Test
  void times_take_one_unit_of_writing_though_half_of_a_page_needs_a_second_attempt() {
    FrameSet twice = half(RUN.page(0), 1);
    progress().updateTimes(ID, RUN, 0, page -> page.plus(timings(RUN.page(0), 1)));
    assertThat(made.bytes(Key.times(ID, 1, 0))).isLessThan(600);
    progress().updateTimes(ID, RUN, 0, page -> page.plus(timings(twice, 2)));
    assertThat(made.bytes(Key.times(ID, 1, 0))).isBetween(256, 1_024);
    IntStream.rangeClosed(3, 10)
        .forEach(
            attempt ->
                progress().updateTimes(ID, RUN, 0, page -> page.plus(timings(twice, attempt))));
    assertThat(made.bytes(Key.times(ID, 1, 0))).isLessThan(4_096);
    assertThat(progress().times(ID).attempts()).isEqualTo(Run.PAGE + 9L * twice.size());
  }

  /** From half a second to half a minute, as frames of one scene may differ. */
  private static List<Timing> timings(FrameSet frames, int attempt) {
    return frames.stream()
        .mapToObj(f -> new Timing(f, attempt, Duration.ofMillis(500 + f * 7_919L % 30_000)))
        .toList();
  }

  private static List<Timing> timings(int frame, int attempt) {
    return timings(FrameSet.of(frame), attempt);
  }

  @Test
  void the_status_of_a_hundred_thousand_frames_at_its_worst_reads_40_kilobytes() {
    made.stores().jobs().create(queued(1, MANY));
    for (int number = 0; number < RUN.pageCount(); number++) {
      FrameSet page = RUN.page(number);
      FrameSet failed = half(page, 1);
      FrameSet done = half(page, 2);
      progress().update(ID, RUN, number, it -> it.plus(done, failed, NOW));
    }
    progress().recordFailures(ID, 1, failures(60, "died of signal 11"));
    made.requests();
    made.stores().jobs().find(ID);
    assertThat(progress().pages(ID, RUN)).hasSize(49);
    assertThat(progress().failures(ID, 1, 20)).hasSize(20);
    assertThat(made.requests()).containsExactly("GetItem", "Query", "Query");
    Table table = made.table();
    int read =
        made.bytes(Key.job(ID))
            + TestTable.bytes(table.query(ID.value(), Key.pages(1)))
            + TestTable.bytes(table.query(ID.value(), Key.failures(1), 20));
    assertThat(read).isBetween(30_000, 40_960);
  }

  private static List<FrameFailure> failures(int count, String message) {
    return IntStream.range(0, count)
        .mapToObj(i -> new FrameFailure(i, FailureKind.SCENE, message, 3))
        .toList();
  }

  @Test
  void a_message_of_any_length_is_cut_and_stays_so_when_told_again() {
    progress().recordFailures(ID, 1, failures(1, "字".repeat(5_000)));
    progress().recordFailures(ID, 1, failures(1, "字".repeat(5_000)));
    assertThat(progress().failures(ID, 1, 10))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.message()).hasSize(1_000).startsWith("字").endsWith("..."));
    assertThat(made.bytes(Key.failure(ID, 1, 0))).isLessThan(3_500);
  }

  @Test
  void what_is_written_late_to_an_erased_job_is_not_read_as_the_next_ones() {
    made.stores().jobs().create(queued(1, MANY));
    made.stores().jobs().erase(ID, 1, NOW);
    made.stores().jobs().create(queued(2, MANY));
    done(FrameSet.of(1));
    progress().recordFailures(ID, 1, failures(1, "late"));
    progress().updateTimes(ID, RUN, 0, page -> page.plus(timings(1, 1)));
    Run second = queued(2, MANY).run();
    assertThat(progress().pages(ID, second)).isEmpty();
    assertThat(progress().failures(ID, 2, 10)).isEmpty();
    assertThat(progress().times(ID)).isEqualTo(Times.NONE);
    progress().updateTimes(ID, second, 0, page -> page.plus(timings(1, 1)));
    assertThat(progress().times(ID).attempts()).isEqualTo(1);
  }
}
