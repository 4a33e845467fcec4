package farm.sheaf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.aws.TestS3;
import farm.sheaf.aws.TestSqs;
import farm.sheaf.aws.bucket.FrameBucket;
import farm.sheaf.aws.queue.JobQueue;
import farm.sheaf.aws.queue.Lease;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.scene.SceneVersion;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import farm.sheaf.worker.stub.Jobs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Real worker processes, with a stub renderer, against S3's and SQS's own protocols: what signals
 * and kills do.
 */
@Timeout(90)
class WorkerProcessTest {
  private static final Duration LEASE = Duration.ofSeconds(2);

  @TempDir Path folder;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<WorkerProcess> workers = new ArrayList<>();
  private AwsClients clients;
  private FarmResources resources;
  private JobQueue queue;
  private FrameBucket frames;

  WorkerProcessTest() {
    environment.putAll(TestSqs.environment());
    environment.putAll(TestS3.environment());
    String unique = Long.toString(System.nanoTime(), 36);
    environment.put("SHEAF_RENDER_FILES_BUCKET", TestS3.newBucket());
    environment.put("SHEAF_PNG_FILES_BUCKET", TestS3.newBucket());
    environment.put("SHEAF_JOB_QUEUES", "cpu=JobQueue" + unique);
    environment.put("SHEAF_LOGGING_QUEUE", "LoggingQueue" + unique);
    resources = FarmResources.fromEnvironment(environment);
    clients = new AwsClients(environment);
    queue = new JobQueue(clients.sqs(), resources.queues(), LEASE);
    frames = new FrameBucket(clients.s3(), resources.buckets().pngFiles());
  }

  @BeforeEach
  void createQueues() {
    for (String name : List.of(resources.queues().job(Pool.CPU), resources.queues().logging())) {
      clients.sqs().createQueue(request -> request.queueName(name));
    }
  }

  @AfterEach
  void killWorkers() {
    workers.forEach(WorkerProcess::close);
    clients.close();
  }

  @Test
  void row10_sigterm_hands_the_rest_back_and_ends_with_0() throws IOException {
    Work.Render work = send("1-20");
    WorkerProcess worker = start("300");
    awaitFrames(work, 2);

    worker.terminate();

    assertThat(worker.exitStatus()).isZero();
    FrameSet done = present(work);
    Work.Render rest = (Work.Render) receive().orElseThrow().work();
    assertThat(rest.frames()).isEqualTo(work.frames().minus(done));
    assertThat(rest.attempts()).isEqualTo(Attempts.NONE);
    assertThat(receive()).isEmpty();
    assertThat(worker.talk()).contains("handed-back", "worker-stopped").doesNotContain("Exception");
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void sigterm_ends_an_idle_worker_with_0() throws IOException {
    WorkerProcess worker = start("0");
    Work.Render work = send("1-2");
    awaitFrames(work, 2);

    worker.terminate();

    assertThat(worker.exitStatus()).isZero();
  }

  @Test
  void row9_after_kill_9_another_worker_goes_on_within_a_lease_with_what_is_missing()
      throws IOException {
    Work.Render work = send("1-12");
    WorkerProcess first = start("300");
    awaitFrames(work, 3);
    first.kill();
    first.exitStatus();
    int before = present(work).size();

    WorkerProcess second = start("0");
    awaitFrames(work, 12);
    second.terminate();

    assertThat(second.exitStatus()).isZero();
    long rendered = second.talk().lines().filter(line -> line.contains("frame-rendered")).count();
    assertThat(rendered).isEqualTo(12 - before);
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void row10_a_frame_longer_than_the_lease_is_rendered_once() throws IOException {
    Work.Render work = send("1");
    WorkerProcess worker = start("6000");
    WorkerProcess other = start("0");
    awaitFrames(work, 1);

    worker.terminate();
    other.terminate();

    assertThat(worker.exitStatus()).isZero();
    assertThat(other.exitStatus()).isZero();
    assertThat((worker.talk() + other.talk()).lines().filter(l -> l.contains("frame-rendered")))
        .hasSize(1);
  }

  @Test
  void a_canceled_run_ends_in_mid_frame_and_leaves_no_message() throws IOException {
    Work.Render work = send("1-5");
    WorkerProcess worker = start("60000");
    await().atMost(Duration.ofSeconds(30)).until(() -> underWay() == 1);

    frames.letDieBelow(work.ref().jobId(), 2);

    await().atMost(Duration.ofSeconds(20)).until(() -> underWay() + waiting() == 0);
    worker.terminate();
    assertThat(worker.exitStatus()).isZero();
    assertThat(present(work)).isEqualTo(FrameSet.EMPTY);
  }

  @Test
  void a_worker_ends_at_once_with_its_parent() throws IOException {
    Work.Render work = send("1-5");
    WorkerProcess worker = start("60000");
    await().atMost(Duration.ofSeconds(30)).until(() -> underWay() == 1);

    worker.endStandardInput();

    assertThat(worker.exitStatus()).isEqualTo(3);
    assertThat(present(work)).isEqualTo(FrameSet.EMPTY);
  }

  @Test
  void a_worker_without_ffmpeg_refuses_and_says_what_to_do() throws IOException {
    WorkerProcess worker = start("0", "--ffmpeg", "/nowhere/ffmpeg");

    assertThat(worker.exitStatus()).isEqualTo(1);
    assertThat(worker.talk())
        .contains("worker-refused", "/nowhere/ffmpeg is not an executable file; install it");
    assertThat(loggedEvents()).contains("worker-refused", "apt-get install ffmpeg");
  }

  @Test
  void a_wrong_option_is_named() throws IOException {
    WorkerProcess worker = start("0", "--lease", "soon");

    assertThat(worker.exitStatus()).isEqualTo(2);
    assertThat(worker.talk()).contains("--lease: \"soon\" is not a time");
  }

  private WorkerProcess start(String frameMillis, String... more) throws IOException {
    environment.put("SHEAF_STUB_FRAME_MILLIS", frameMillis);
    List<String> options =
        new ArrayList<>(List.of("--lease", "2s", "--poll", "1s", "--grace", "5s"));
    options.addAll(List.of(more));
    WorkerProcess worker =
        WorkerProcess.start(
            StubRendererMain.class, environment, options, folder.resolve("scratch"));
    workers.add(worker);
    return worker;
  }

  private Work.Render send(String range) {
    String key = "my scenes/bäll é.blend";
    String etag =
        clients
            .s3()
            .putObject(
                request -> request.bucket(resources.buckets().renderFiles()).key(key),
                RequestBody.fromString("a scene"))
            .eTag()
            .replace("\"", "");
    JobSpec like = Jobs.spec(range);
    JobSpec spec =
        new JobSpec(new SceneVersion(key, etag, 7), like.frames(), like.settings(), "ball", "");
    JobId id = new JobId("ball-" + Long.toString(System.nanoTime(), 36));
    Work.Render work = new Work.Render(new TaskRef(id, 1, 1), spec, spec.frames(), Attempts.NONE);
    queue.send(Pool.CPU, List.of(work));
    return work;
  }

  private void awaitFrames(Work.Render work, int atLeast) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> present(work).size() >= atLeast);
  }

  private FrameSet present(Work.Render work) {
    return frames.present(work.ref().jobId(), ImageFormat.PNG, work.frames());
  }

  private int underWay() {
    return queue.depth(Pool.CPU).underWay();
  }

  private int waiting() {
    return queue.depth(Pool.CPU).waiting();
  }

  private Optional<Lease> receive() {
    return queue.receive(Pool.CPU, Duration.ofSeconds(1));
  }

  private String loggedEvents() {
    String url =
        clients
            .sqs()
            .getQueueUrl(request -> request.queueName(resources.queues().logging()))
            .queueUrl();
    return clients
        .sqs()
        .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
        .messages()
        .toString();
  }
}
