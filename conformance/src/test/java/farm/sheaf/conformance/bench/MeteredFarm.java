package farm.sheaf.conformance.bench;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.Dynalite;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.aws.TestSqs;
import farm.sheaf.aws.queue.JobQueue;
import farm.sheaf.aws.table.DynamoDbStores;
import farm.sheaf.core.farm.Submission;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.port.InMemoryFiles;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.scene.BlendBytes;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.WorkerEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The use cases of a farm on DynamoDB's protocol (dynalite) and SQS's (ElasticMQ, in this JVM),
 * with every request counted, buckets in memory, and a clock to turn. Its workers are played: they
 * put frames and tell of them.
 */
final class MeteredFarm implements AutoCloseable {
  private static final FarmResources NAMES = FarmResources.ONE_MACHINE;
  private static final String SCENE = "large.blend";

  /** How long frames take, as the logarithm of milliseconds: about 20 s, some half or double. */
  private static final double USUAL = Math.log(20_000);

  private static final double SPREAD = 0.3;

  final RequestMeter meter = new RequestMeter();
  final InMemoryFiles files = new InMemoryFiles();
  final UseCases useCases;
  private final Dynalite dynalite;
  private final Random random = new Random(1);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private MeteredFarm(Dynalite dynalite) {
    this.dynalite = dynalite;
    files.upload(SCENE, BlendBytes.plain(1, 12, "Scene"));
    DynamoDbClient table =
        metered(DynamoDbClient.builder(), dynalite.environment(), "AWS_ENDPOINT_URL_DYNAMODB");
    SqsClient queue = metered(SqsClient.builder(), TestSqs.environment(), "AWS_ENDPOINT_URL_SQS");
    useCases =
        new UseCases(
            new Ports(
                DynamoDbStores.of(table, NAMES.table()),
                files,
                files,
                files,
                new JobQueue(queue, NAMES.queues())),
            () -> now,
            UseCases.QUIET);
  }

  static MeteredFarm start() {
    Dynalite dynalite = Dynalite.start();
    try (AwsClients table = new AwsClients(dynalite.environment());
        AwsClients queues = new AwsClients(TestSqs.environment())) {
      DynamoDbStores.ensureTable(table.dynamoDb(), NAMES.table());
      queues.sqs().createQueue(queue -> queue.queueName(NAMES.queues().job(Pool.CPU)));
    }
    return new MeteredFarm(dynalite);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C metered(
      B builder, Map<String, String> environment, String endpoint) {
    return builder
        .endpointOverride(URI.create(Objects.requireNonNull(environment.get(endpoint))))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(config -> config.addExecutionInterceptor(meter))
        .build();
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  JobRecord submit(int frames) {
    return useCases
        .submitJob()
        .submit(
            new Submission(
                SCENE,
                Optional.of(FrameSet.range(1, frames)),
                JobSettings.DEFAULT,
                Optional.empty(),
                ""))
        .record();
  }

  /** Workers put these frames, and the watcher hears of them, a batch a second. */
  void render(JobId id, List<FrameSet> batches) {
    files.putFrames(id, FrameSet.unionOf(batches));
    for (FrameSet batch : batches) {
      pass(Duration.ofSeconds(1));
      useCases.frameNews().done(id, batch);
    }
  }

  /** The logger hears how long each frame took, a page at a time. */
  void tellTimes(JobRecord job) {
    Run run = job.run();
    for (int page = 0; page < run.pageCount(); page++) {
      useCases
          .workerNews()
          .happened(run.page(page).stream().mapToObj(frame -> rendered(job, frame)).toList());
    }
  }

  private WorkerEvent rendered(JobRecord job, int frame) {
    double millis = Math.exp(USUAL + SPREAD * random.nextGaussian());
    return new WorkerEvent(
        WorkerEvent.Type.FRAME_RENDERED,
        now,
        WorkerEvent.Source.of("w1"),
        Optional.of(new TaskRef(job.id(), job.run().number(), job.run().firstTask())),
        WorkerEvent.Detail.rendered(frame, 1, Duration.ofMillis((long) millis)));
  }

  /** A worker puts the film, which completes the job. */
  void putFilm(JobRecord job) {
    files.putFilm(job.spec(), job.id(), job.run().number());
    useCases.filmNews().appeared(Keys.film(job.spec(), job.id()));
  }

  void requireCompleted(JobId id) {
    JobStatus status = useCases.describeJob().describe(id).record().status();
    if (status != JobStatus.COMPLETED) {
      throw new IllegalStateException("%s is %s after all its news".formatted(id, status));
    }
  }

  @Override
  public void close() {
    dynalite.close();
  }
}
