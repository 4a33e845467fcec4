package farm.sheaf.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import farm.sheaf.aws.FarmResources.Fairness;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.LongFrames;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.port.WorkInbox.Claimed;
import farm.sheaf.core.port.WorkQueue.Depth;
import farm.sheaf.core.scene.SceneVersion;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobQueueTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final JobId JOB = new JobId("ball-3f9a2c81d0");

  private final TestQueues queues = new TestQueues();
  private final JobQueue queue = new JobQueue(TestQueues.SQS, queues.named(Fairness.NONE));
  private final JobInbox inbox = inbox(LONG);

  private JobInbox inbox(Duration lease) {
    return new JobInbox(TestQueues.SQS, queues.jobs, new JobInbox.Terms(lease, Duration.ZERO));
  }

  private static Work work(int task, FrameSet allFrames, String force) {
    SceneVersion file = new SceneVersion("für alle/ball.blend", "e", 1);
    JobSpec spec = new JobSpec(file, allFrames, JobSettings.DEFAULT, "ball", force);
    return new Work.Render(new TaskRef(JOB, 1, task), spec, FrameSet.of(task), Attempts.NONE);
  }

  private static Work work(int task) {
    return work(task, FrameSet.range(1, 100), "");
  }

  private Claimed receive() {
    return inbox.receive().orElseThrow();
  }

  @Test
  void work_that_is_sent_for_later_waits_and_nobody_receives_it() {
    queue.sendLater(work(1), Duration.ofMinutes(10));

    assertThat(queue.depth(Pool.CPU)).isEqualTo(new Depth(1, 0));
    assertThat(inbox.receive()).isEmpty();
  }

  @Test
  void work_that_is_sent_for_later_arrives_then() {
    queue.sendLater(work(1), Duration.ofSeconds(1));

    assertThat(await().until(inbox::receive, Optional::isPresent).orElseThrow().work())
        .isEqualTo(work(1));
  }

  @Test
  void work_arrives_as_it_was_sent() {
    queue.send(Pool.CPU, List.of(work(1)));
    Claimed lease = receive();
    assertThat(lease.work()).isEqualTo(work(1));
    assertThat(lease.receives()).isEqualTo(1);
  }

  @Test
  void one_piece_of_work_goes_to_the_queue_of_its_jobs_pool() {
    queue.send(work(1));
    assertThat(receive().work()).isEqualTo(work(1));
  }

  @Test
  void an_empty_queue_gives_nothing() {
    assertThat(inbox.receive()).isEmpty();
  }

  @Test
  void a_full_batch_and_an_empty_one_are_sent() {
    queue.send(Pool.CPU, List.of());
    queue.send(Pool.CPU, IntStream.rangeClosed(1, 10).mapToObj(JobQueueTest::work).toList());
    assertThat(queue.depth(Pool.CPU)).isEqualTo(new Depth(10, 0));
  }

  @Test
  void a_batch_that_is_too_large_for_one_request_goes_in_several() {
    FrameSet scattered = FrameSet.of(IntStream.range(0, 8_000).map(i -> i * i % 90_001).toArray());
    List<Work> large = IntStream.rangeClosed(1, 10).mapToObj(i -> work(i, scattered, "")).toList();
    queue.send(Pool.CPU, large);
    assertThat(queue.depth(Pool.CPU).waiting()).isEqualTo(10);
    assertThat(receive().work().spec().frames()).isEqualTo(scattered);
  }

  @Test
  void the_longest_list_of_frames_is_sent_and_received_whole_twice_in_one_message() {
    FrameSet longest = LongFrames.longest();
    Work all =
        new Work.Render(
            new TaskRef(JOB, 1, 1), work(1, longest, "").spec(), longest, Attempts.NONE);
    queue.send(Pool.CPU, List.of(all, all, all));
    assertThat(receive().work()).isEqualTo(all);
  }

  @Test
  void a_message_larger_than_sqs_takes_is_refused_with_both_sizes() {
    String tooLong = "x".repeat(300_000);
    assertThatThrownBy(() -> queue.send(Pool.CPU, List.of(work(1, FrameSet.of(1), tooLong))))
        .isInstanceOf(NotSentException.class)
        .hasMessageContainingAll("262,144", queues.jobs);
  }

  @Test
  void leased_work_is_nobody_elses_and_deleted_work_is_gone() {
    queue.send(Pool.CPU, List.of(work(1)));
    Claimed lease = receive();
    assertThat(inbox.receive()).isEmpty();
    assertThat(queue.depth(Pool.CPU)).isEqualTo(new Depth(0, 1));
    lease.delete();
    lease.delete();
    assertThat(queue.depth(Pool.CPU).empty()).isTrue();
  }

  @Test
  void row18_what_scales_workers_sees_the_work_that_waits_and_the_work_under_way() {
    queue.send(Pool.CPU, List.of(work(1), work(2), work(3)));
    receive();
    assertThat(queue.depth(Pool.CPU)).isEqualTo(new Depth(2, 1));
  }

  @Test
  void released_work_comes_at_once_and_counts_the_receives() {
    queue.send(Pool.CPU, List.of(work(1)));
    receive().release();
    Claimed again = receive();
    assertThat(again.work()).isEqualTo(work(1));
    assertThat(again.receives()).isEqualTo(2);
  }

  @Test
  void row9_a_lease_without_a_heartbeat_runs_out_and_one_with_lasts() {
    JobInbox impatient = inbox(Duration.ofSeconds(1));
    queue.send(Pool.CPU, List.of(work(1)));
    queue.send(Pool.CPU, List.of(work(2)));
    Claimed silent = impatient.receive().orElseThrow();
    Claimed beating = impatient.receive().orElseThrow();
    assertThat(beating.extend(LONG)).isTrue();
    List<Work> again = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              inbox.receive().ifPresent(lease -> again.add(lease.work()));
              return !again.isEmpty();
            });
    assertThat(again).containsExactly(silent.work());
    assertThat(inbox.receive()).isEmpty();
  }

  @Test
  void a_lost_lease_cannot_be_extended_but_let_go() {
    queue.send(Pool.CPU, List.of(work(1)));
    Claimed lease = receive();
    lease.delete();
    assertThat(lease.extend(LONG)).isFalse();
    assertThatCode(lease::release).doesNotThrowAnyException();
    assertThatCode(lease::delete).doesNotThrowAnyException();
  }

  @Test
  void row10_a_message_that_is_no_work_kills_nobody_and_stays_for_the_dead_letters() {
    TestQueues.sendText(queues.jobs, "{\"type\": \"bake\"}");
    assertThat(inbox.receive()).isEmpty();
    assertThat(queue.depth(Pool.CPU)).isEqualTo(new Depth(0, 1));
    queue.send(Pool.CPU, List.of(work(2)));
    assertThat(receive().work()).isEqualTo(work(2));
  }

  @Test
  void a_queue_that_is_not_there_is_named() {
    JobQueue astray =
        new JobQueue(
            TestQueues.SQS,
            farm.sheaf.aws.FarmResources.fromEnvironment(
                    java.util.Map.of("SHEAF_JOB_QUEUES", "cpu=Nowhere"))
                .queues());
    JobInbox nowhere =
        new JobInbox(TestQueues.SQS, "Nowhere", new JobInbox.Terms(LONG, Duration.ZERO));
    assertThatThrownBy(nowhere::receive).hasMessageContaining("Nowhere");
    assertThatThrownBy(() -> astray.send(work(1))).hasMessageContaining("Nowhere");
    Optional<Pool> gpu = Optional.of(new Pool("gpu"));
    assertThatThrownBy(() -> astray.depth(gpu.orElseThrow())).hasMessageContaining("gpu");
    assertThat(astray.pools()).containsExactly(Pool.CPU);
  }

  @Test
  void fair_queues_are_asked_for_by_job() {
    JobQueue fair = new JobQueue(TestQueues.SQS, queues.named(Fairness.BY_JOB));
    fair.send(Pool.CPU, List.of(work(1)));
    assertThat(receive().work()).isEqualTo(work(1));
  }
}
