package farm.sheaf.worker;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.aws.TestS3;
import farm.sheaf.aws.TestSqs;
import farm.sheaf.aws.bucket.FrameBucket;
import farm.sheaf.aws.bucket.SceneBucket;
import farm.sheaf.aws.queue.JobInbox;
import farm.sheaf.aws.queue.JobQueue;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.port.WorkInbox;
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
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.sync.RequestBody;

/** A farm's buckets and queues on servers that speak AWS's protocols, and workers on them. */
final class ServerFarm implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(2);

  final FrameBucket frames;
  final SceneBucket scenes;
  final JobQueue queue;
  private final JobInbox inbox;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<WorkerProcess> workers = new ArrayList<>();
  private final AwsClients clients;
  private final FarmResources resources;
  private final Path scratch;

  ServerFarm(Path scratch) {
    this.scratch = scratch;
    environment.putAll(TestSqs.environment());
    environment.putAll(TestS3.environment());
    String unique = Long.toString(System.nanoTime(), 36);
    environment.put("SHEAF_RENDER_FILES_BUCKET", TestS3.newBucket());
    environment.put("SHEAF_PNG_FILES_BUCKET", TestS3.newBucket());
    environment.put("SHEAF_JOB_QUEUES", "cpu=JobQueue" + unique);
    environment.put("SHEAF_LOGGING_QUEUE", "LoggingQueue" + unique);
    resources = FarmResources.fromEnvironment(environment);
    clients = new AwsClients(environment);
    for (String name : List.of(resources.queues().job(Pool.CPU), resources.queues().logging())) {
      clients.sqs().createQueue(request -> request.queueName(name));
    }
    queue = new JobQueue(clients.sqs(), resources.queues());
    inbox =
        new JobInbox(
            clients.sqs(),
            resources.queues().job(Pool.CPU),
            new JobInbox.Terms(LEASE, Duration.ofSeconds(1)));
    frames = new FrameBucket(clients.s3(), resources.buckets().pngFiles());
    scenes = new SceneBucket(clients.s3(), resources.buckets().renderFiles());
  }

  /** A worker whose frames are drawn, each in this many milliseconds. */
  WorkerProcess startStub(String frameMillis, String... more) throws IOException {
    environment.put("SHEAF_STUB_FRAME_MILLIS", frameMillis);
    return start(StubRendererMain.class, more);
  }

  WorkerProcess start(Class<?> main, String... more) throws IOException {
    List<String> options =
        new ArrayList<>(List.of("--lease", "2s", "--poll", "1s", "--grace", "5s"));
    options.addAll(List.of(more));
    WorkerProcess worker = WorkerProcess.start(main, environment, options, scratch);
    workers.add(worker);
    return worker;
  }

  /** Uploads a scene, and makes its frames a job of one task. */
  Work.Render job(String range, RequestBody scene, JobSettings settings) {
    String key = "my scenes/bäll é.blend";
    String etag =
        clients
            .s3()
            .putObject(request -> request.bucket(resources.buckets().renderFiles()).key(key), scene)
            .eTag()
            .replace("\"", "");
    SceneVersion version = new SceneVersion(key, etag, scene.optionalContentLength().orElse(0L));
    JobSpec spec = new JobSpec(version, FrameSet.parse(range), settings, "ball", "");
    JobId id = new JobId("ball-" + Long.toString(System.nanoTime(), 36));
    return new Work.Render(new TaskRef(id, 1, 1), spec, spec.frames(), Attempts.NONE);
  }

  /** Sends a job whose scene nobody reads. */
  Work.Render send(String range) {
    Work.Render work = job(range, RequestBody.fromString("a scene"), Jobs.spec(range).settings());
    send(work);
    return work;
  }

  void send(Work work) {
    queue.send(Pool.CPU, List.of(work));
  }

  void awaitFrames(Work.Render work, int atLeast) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> present(work).size() >= atLeast);
  }

  FrameSet present(Work.Render work) {
    return frames.present(work.ref().jobId(), ImageFormat.PNG, work.frames());
  }

  int underWay() {
    return queue.depth(Pool.CPU).underWay();
  }

  int waiting() {
    return queue.depth(Pool.CPU).waiting();
  }

  Optional<WorkInbox.Claimed> receive() {
    return inbox.receive();
  }

  /** What the logging queue holds, as text. */
  String loggedEvents() {
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

  @Override
  public void close() {
    workers.forEach(WorkerProcess::close);
    clients.close();
  }
}
