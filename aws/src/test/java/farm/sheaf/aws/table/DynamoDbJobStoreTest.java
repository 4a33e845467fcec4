package farm.sheaf.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.Dynalite;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.TaskRecord;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.JobStoreContract;
import farm.sheaf.core.scene.SceneVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbJobStoreTest extends JobStoreContract {
  private static @Nullable Dynalite server;
  private static @Nullable AwsClients clients;

  @BeforeAll
  static void start() {
    Optional<String> unavailable = Dynalite.unavailable();
    unavailable.ifPresent(System.err::println);
    assumeTrue(unavailable.isEmpty(), () -> unavailable.orElse(""));
    Dynalite started = Dynalite.start();
    server = started;
    clients = new AwsClients(started.environment());
  }

  @AfterAll
  static void stop() {
    if (clients != null) {
      clients.close();
    }
    if (server != null) {
      server.close();
    }
  }

  static DynamoDbClient client() {
    if (clients == null) {
      throw new IllegalStateException("the server was not started");
    }
    return clients.dynamoDb();
  }

  @Override
  protected DynamoDbJobStore newStore() {
    DynamoDbJobStore store = new DynamoDbJobStore(client(), "jobs-" + UUID.randomUUID());
    store.ensureTable();
    return store;
  }

  private static final Instant NOW = Instant.parse("2026-11-05T10:00:00Z");
  private static final JobId JOB = new JobId("ball-3f9a2c81d0");

  private static JobRecord queued(Run run) {
    SceneVersion file = new SceneVersion("ball.blend", "e", 1);
    JobSpec spec = new JobSpec(file, run.frames(), JobSettings.DEFAULT, file.key(), "");
    JobProgress progress = new JobProgress(Set.of(), 0, Set.of());
    return new JobRecord(
        new Job(JOB, "3f9a", spec, NOW), run, JobState.of(JobStatus.QUEUED, NOW), progress);
  }

  @Test
  void a_large_chunk_of_failures_with_long_messages_fits_in_an_item() {
    JobStore store = newStore();
    Run run = new Run(1, FrameSet.range(1, 1000), 1000, 1, NOW);
    store.create(queued(run));
    for (int from = 0; from < 1000; from += 250) {
      List<FrameFailure> failures =
          run.frames().slice(from, from + 250).stream()
              .mapToObj(f -> new FrameFailure(f, FailureKind.SCENE, "no camera ".repeat(500), 3))
              .toList();
      store.report(JOB, 1, run.task(1), FrameSet.EMPTY, failures, NOW);
    }
    TaskRecord task = store.tasks(JOB, 1).getFirst();
    assertThat(task.finished()).isTrue();
    assertThat(task.failed().values())
        .allSatisfy(failure -> assertThat(failure.message()).startsWith("no camera no"));
  }

  @Test
  void a_report_that_slips_in_behind_a_delete_is_no_news_of_the_job_submitted_again() {
    DynamoDbJobStore store = newStore();
    Run run = new Run(1, FrameSet.range(1, 20), 5, 1, NOW);
    store.create(queued(run));
    store.delete(JOB, NOW);
    TaskItem.Report late = TaskItem.report(1, run.task(1), FrameSet.of(1), List.of(), NOW);
    store.table().update(Key.task(JOB, 1, 1), late.update(), late.values());
    Run again = new Run(2, FrameSet.range(1, 20), 5, 1, NOW);
    store.create(queued(again));
    assertThat(store.tasks(JOB, 2)).isEmpty();
    assertThat(store.report(JOB, 2, again.task(1), FrameSet.of(2), List.of(), NOW))
        .map(TaskRecord::done)
        .contains(FrameSet.of(2));
    store.delete(JOB, NOW);
    assertThat(store.table().query(JOB.value(), "")).hasSize(1);
  }

  @Test
  void a_delete_that_died_after_its_tombstone_is_finished_by_the_next() {
    DynamoDbJobStore store = newStore();
    Run run = new Run(1, FrameSet.range(1, 20), 5, 1, NOW);
    store.create(queued(run));
    store.delete(JOB, NOW);
    TaskItem.Report left = TaskItem.report(1, run.task(1), FrameSet.of(1), List.of(), NOW);
    store.table().update(Key.task(JOB, 1, 1), left.update(), left.values());
    store.delete(JOB, NOW);
    assertThat(store.table().query(JOB.value(), "")).hasSize(1);
  }
}
