package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.text;
import static farm.sheaf.aws.table.SampleJob.ID;
import static farm.sheaf.aws.table.SampleJob.NOW;
import static farm.sheaf.aws.table.SampleJob.half;
import static farm.sheaf.aws.table.SampleJob.queued;
import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Effect;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Ledger;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.JobStoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamoDbJobStoreTest extends JobStoreContract {
  private static final FrameSet FEW = FrameSet.range(1, 20);

  private final TestTable made = TestTable.create();

  @Override
  protected JobStore newStore() {
    return made.stores().jobs();
  }

  @Override
  protected void spoil(JobId id) {
    made.table()
        .update(
            Key.job(id),
            new Table.Change(
                "SET #status = :word",
                "#run = :run",
                Map.of(":word", text("dreaming"), ":run", number(1))));
  }

  private JobStore jobs() {
    return made.stores().jobs();
  }

  @Test
  void a_job_created_again_does_not_take_what_was_meant_for_the_one_before() {
    JobRecord seen = queued(1, FEW);
    jobs().create(seen);
    jobs().erase(ID, 1, NOW);
    JobRecord again = queued(2, FEW);
    jobs().create(again);
    JobRecord late = JobLife.next(seen, new Fact.Begun(), NOW).orElseThrow();
    assertThat(again.ledger().revision()).isEqualTo(seen.ledger().revision());
    assertThat(jobs().replace(seen, late)).isEmpty();
    assertThat(jobs().find(ID)).contains(again);
  }

  @Test
  void an_erased_job_leaves_a_tombstone_alone_which_expires() {
    Run run = queued(1, FEW).run();
    jobs().create(queued(1, FEW));
    made.stores()
        .progress()
        .update(ID, run, 0, page -> page.plus(FrameSet.of(1), FrameSet.EMPTY, NOW));
    jobs().erase(ID, 1, NOW);
    assertThat(made.table().query(ID.value()))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(number(item, "deletedRun")).isEqualTo(1);
              assertThat(number(item, "expiresAt"))
                  .isEqualTo(NOW.plus(Duration.ofDays(60)).getEpochSecond());
            });
  }

  @Test
  void what_came_in_behind_an_erase_goes_with_the_next() {
    Run run = queued(1, FEW).run();
    jobs().create(queued(1, FEW));
    jobs().erase(ID, 1, NOW);
    made.stores()
        .progress()
        .update(ID, run, 0, page -> page.plus(FrameSet.of(1), FrameSet.EMPTY, NOW));
    assertThat(made.table().query(ID.value())).hasSize(2);
    jobs().erase(ID, 1, NOW);
    assertThat(made.table().query(ID.value())).hasSize(1);
  }

  @Test
  void the_largest_job_there_can_be_stays_far_below_the_largest_item() {
    FrameSet all = fiftyThousandCharacters();
    JobRecord largest = largest(all);
    jobs().create(largest);
    jobs().addWarnings(ID, warnings());
    IntStream.range(0, 49).forEach(page -> jobs().cover(ID, 1, page));
    JobRecord there = jobs().find(ID).orElseThrow();
    assertThat(there.run()).isEqualTo(largest.run());
    assertThat(there.ledger()).isEqualTo(largest.ledger());
    assertThat(made.bytes(Key.job(ID))).isBetween(200_000, 300_000);
    JobRecord next = JobLife.next(there, new Fact.Taken(), NOW.plusSeconds(1)).orElseThrow();
    assertThat(jobs().replace(there, next)).isPresent();
    assertThat(made.bytes(Key.job(ID))).isLessThan(300_000);
  }

  @Test
  void a_job_of_a_hundred_thousand_frames_in_a_row_is_a_small_item() {
    jobs().create(queued(1, FrameSet.range(1, 100_000)));
    IntStream.range(0, 49).forEach(page -> jobs().cover(ID, 1, page));
    assertThat(made.bytes(Key.job(ID))).isLessThan(1_500);
  }

  /** A list of frames as long as a job may have, and then as many frames as it may have. */
  private static FrameSet fiftyThousandCharacters() {
    int[] scattered = half(FrameSet.range(1, 14_000), 1).stream().toArray();
    FrameSet rest = FrameSet.range(20_000, 20_000 + FrameSet.MOST - scattered.length - 1);
    FrameSet all = FrameSet.of(scattered).union(rest);
    assertThat(all.size()).isEqualTo(FrameSet.MOST);
    assertThat(all.toString().length()).isBetween(25_000, 50_000);
    return all;
  }

  private static JobRecord largest(FrameSet all) {
    Run run = new Run(1, half(all, 2), new Run.Cut(1, 50), 1, NOW);
    JobRecord plain = queued(run, all);
    Set<WorkerKind> kinds =
        IntStream.range(0, 50)
            .mapToObj(i -> new WorkerKind("ü".repeat(118) + i))
            .collect(Collectors.toSet());
    Ledger ledger =
        new Ledger(
            Long.MAX_VALUE - 1,
            List.of(
                new Effect.LetDie(1),
                new Effect.Remove(half(all, 3)),
                new Effect.SendAgain(half(all, 4))),
            new Ledger.Sent(NOW, NOW, half(all, 5)),
            Optional.of(new Ledger.Look(NOW, Ledger.Queue.EMPTY)),
            new Ledger.Verdict(1, kinds));
    return new JobRecord(
        plain.job(),
        run,
        new JobState(JobStatus.RENDERING, "字".repeat(100_000), NOW),
        ledger,
        plain.progress());
  }

  private static Set<String> warnings() {
    return IntStream.range(0, 100).mapToObj(i -> i + "字".repeat(1_000)).collect(Collectors.toSet());
  }

  @Test
  void a_reason_is_cut_as_it_is_written_and_as_it_is_given_back() {
    JobRecord seen = queued(1, FEW);
    jobs().create(seen);
    Fact fact = new Fact.Unrenderable("no camera ".repeat(500));
    JobRecord failed =
        jobs().replace(seen, JobLife.next(seen, fact, NOW).orElseThrow()).orElseThrow();
    assertThat(failed.state().reason()).hasSize(2_000).endsWith("...");
    assertThat(jobs().find(ID)).contains(failed);
  }

  @Test
  void each_call_costs_the_requests_that_it_needs() {
    JobRecord seen = queued(1, FEW);
    made.requests();
    jobs().create(seen);
    assertThat(made.requests()).containsExactly("PutItem");
    jobs().find(ID);
    assertThat(made.requests()).containsExactly("GetItem");
    jobs().replace(seen, JobLife.next(seen, new Fact.Begun(), NOW).orElseThrow());
    jobs().cover(ID, 1, 0);
    assertThat(made.requests()).containsExactly("UpdateItem", "UpdateItem");
    jobs().active(Optional.empty(), 1);
    jobs().active(Optional.of(ID), 100);
    assertThat(made.requests()).containsExactly("Query", "Query");
    jobs().list(10, Optional.empty());
    assertThat(made.requests()).containsExactly("Query", "BatchGetItem");
    jobs().sweptTo();
    jobs().sweptTo(Optional.of(ID));
    assertThat(made.requests()).containsExactly("GetItem", "PutItem");
    jobs().erase(ID, 1, NOW);
    assertThat(made.requests()).containsExactly("GetItem", "Query", "PutItem");
  }
}
