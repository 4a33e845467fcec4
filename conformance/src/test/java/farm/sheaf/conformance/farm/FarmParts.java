package farm.sheaf.conformance.farm;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.QUEUE_ARN;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.aws.table.DynamoDbStores;
import farm.sheaf.core.job.Pool;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The buckets, queues and table of one farm for the suite, under names that nobody else has. They
 * are made by requests alone, so any servers will do.
 */
public final class FarmParts {
  public static final Pool GPU = new Pool("gpu");

  /** Short, so that a test sees a lost lease end. */
  static final Duration LEASE = Duration.ofSeconds(2);

  /** Few, so that a test sees a message die. */
  public static final int MOST_RECEIVES_OF_WORK = 3;

  private static final int MOST_RECEIVES_OF_NEWS = 10;
  private static final Duration FUNCTION_VISIBILITY = Duration.ofSeconds(6);
  private static final int DELETE_BATCH = 1_000;

  private final AwsClients clients;
  private final FarmResources names;

  private FarmParts(AwsClients clients, FarmResources names) {
    this.clients = clients;
    this.names = names;
  }

  /** Names for a farm of its own. */
  public static FarmResources freshNames() {
    String own = "conformance-" + UUID.randomUUID().toString().substring(0, 8);
    return new FarmResources(
        new FarmResources.Buckets(
            own + "-render-files", own + "-png-files", own + "-worker-logging"),
        new FarmResources.Queues(
            Map.of(Pool.CPU, own + "-JobQueue", GPU, own + "-JobQueueGpu"),
            own + "-LoggingQueue",
            own + "-FrameEvents",
            new FarmResources.DeadLetters(
                own + "-JobQueueDead", own + "-LoggingQueueDead", own + "-FrameEventsDead"),
            FarmResources.Fairness.NONE),
        own + "-JobTable");
  }

  /** Makes them all. */
  static FarmParts make(AwsClients clients, FarmResources names) {
    FarmParts parts = new FarmParts(clients, names);
    parts.buckets().forEach(name -> clients.s3().createBucket(bucket -> bucket.bucket(name)));
    FarmResources.DeadLetters dead = names.queues().dead();
    for (String name : List.of(dead.jobs(), dead.logging(), dead.frameEvents())) {
      parts.makeQueue(name, FUNCTION_VISIBILITY, Map.of());
    }
    for (String name : names.queues().jobs().values()) {
      parts.makeQueue(name, LEASE, parts.redrive(dead.jobs(), MOST_RECEIVES_OF_WORK));
    }
    parts.makeQueue(
        names.queues().logging(),
        FUNCTION_VISIBILITY,
        parts.redrive(dead.logging(), MOST_RECEIVES_OF_NEWS));
    parts.makeQueue(
        names.queues().frameEvents(),
        FUNCTION_VISIBILITY,
        parts.redrive(dead.frameEvents(), MOST_RECEIVES_OF_NEWS));
    DynamoDbStores.ensureTable(clients.dynamoDb(), names.table());
    return parts;
  }

  private Map<QueueAttributeName, String> redrive(String dead, int mostReceives) {
    return Map.of(
        REDRIVE_POLICY,
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
            .formatted(arn(dead), mostReceives));
  }

  private void makeQueue(
      String name, Duration visibility, Map<QueueAttributeName, String> attributes) {
    Map<QueueAttributeName, String> all = new EnumMap<>(QueueAttributeName.class);
    all.putAll(attributes);
    all.put(VISIBILITY_TIMEOUT, Long.toString(visibility.toSeconds()));
    clients.sqs().createQueue(queue -> queue.queueName(name).attributes(all));
  }

  public FarmResources names() {
    return names;
  }

  List<String> buckets() {
    FarmResources.Buckets buckets = names.buckets();
    return List.of(buckets.renderFiles(), buckets.pngFiles(), buckets.workerLogging());
  }

  public String url(String queue) {
    return clients.sqs().getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }

  public String arn(String queue) {
    String url = url(queue);
    return clients
        .sqs()
        .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QUEUE_ARN))
        .attributes()
        .getOrDefault(QUEUE_ARN, "");
  }

  /** Removes them with all that they hold. */
  void remove() {
    S3Client s3 = clients.s3();
    for (String bucket : buckets()) {
      List<ObjectIdentifier> objects =
          s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
              .map(S3Object::key)
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      for (int from = 0; from < objects.size(); from += DELETE_BATCH) {
        List<ObjectIdentifier> some =
            objects.subList(from, Math.min(objects.size(), from + DELETE_BATCH));
        s3.deleteObjects(delete -> delete.bucket(bucket).delete(all -> all.objects(some)));
      }
      s3.deleteBucket(delete -> delete.bucket(bucket));
    }
    SqsClient sqs = clients.sqs();
    FarmResources.Queues queues = names.queues();
    queues.jobs().values().forEach(name -> sqs.deleteQueue(r -> r.queueUrl(url(name))));
    for (String name :
        List.of(
            queues.logging(),
            queues.frameEvents(),
            queues.dead().jobs(),
            queues.dead().logging(),
            queues.dead().frameEvents())) {
      sqs.deleteQueue(request -> request.queueUrl(url(name)));
    }
    clients.dynamoDb().deleteTable(request -> request.tableName(names.table()));
  }
}
