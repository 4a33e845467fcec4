package farm.sheaf.infra.naming;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * Who may do what: each role's actions on each resource, derived from the calls that its program
 * makes and from nothing else.
 *
 * <p>ListBucket stands beside every read of an object that may be missing, because without it S3
 * answers 403 and not 404. GetQueueUrl stands beside every use of a queue, because programs know
 * queues by name.
 */
public record Permissions(FarmNames names, List<String> pools) {
  private static final String[] TABLE_READ = {"dynamodb:GetItem", "dynamodb:Query"};

  public Permissions {
    pools = List.copyOf(pools);
  }

  /** The function {@code server}: answers status, list, submit, cancel, requeue, delete. */
  public List<PolicyStatement> server() {
    return List.of(
        allow("ListBuckets", buckets(), "s3:ListBucket"),
        allow("ReadScenes", objects(names.renderFiles(), "*"), "s3:GetObject"),
        allow("DeleteFilms", objects(names.renderFiles(), "output/*"), "s3:DeleteObject"),
        allow("DeleteFrames", frames(), "s3:DeleteObject"),
        allow("DeleteSegments", segments(), "s3:DeleteObject"),
        allow("MarkRuns", marks(), "s3:GetObject", "s3:PutObject"),
        allow("DeleteLogs", objects(names.workerLogging(), "*"), "s3:DeleteObject"),
        sendsWork(),
        allow("ListJobs", List.of(names.indexArn(FarmNames.jobsByTime())), "dynamodb:Query"),
        allow(
            "KeepJobs",
            table(),
            also(
                TABLE_READ,
                "dynamodb:BatchGetItem",
                "dynamodb:BatchWriteItem",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem")));
  }

  /**
   * The function {@code watcher}: takes news and dead letters, sweeps. The sweep finishes what
   * another function left undone, so it may do what a cancel, a requeue or a delete makes due.
   */
  public List<PolicyStatement> watcher() {
    return List.of(
        allow("ListBuckets", buckets(), "s3:ListBucket"),
        allow(
            "SeeAndDeleteFilms",
            objects(names.renderFiles(), "output/*"),
            "s3:DeleteObject",
            "s3:GetObject"),
        allow("DeleteFrames", frames(), "s3:DeleteObject"),
        allow("DeleteSegments", segments(), "s3:DeleteObject"),
        allow("MarkRuns", marks(), "s3:GetObject", "s3:PutObject"),
        allow("DeleteLogs", objects(names.workerLogging(), "*"), "s3:DeleteObject"),
        sendsWork(),
        polled(names.frameEvents(), names.jobQueueDead()),
        allow("SweepJobs", List.of(names.indexArn(FarmNames.activeJobs())), "dynamodb:Query"),
        allow(
            "KeepJobs",
            table(),
            also(
                TABLE_READ, "dynamodb:BatchWriteItem", "dynamodb:PutItem", "dynamodb:UpdateItem")));
  }

  /** The function {@code logger}: writes logs, takes timings and failures onto jobs. */
  public List<PolicyStatement> logger() {
    return List.of(
        allow("WriteLogs", objects(names.workerLogging(), "*"), "s3:PutObject"),
        allow("ListFrames", bucketsOf(names.pngFiles()), "s3:ListBucket"),
        allow("MarkRuns", marks(), "s3:GetObject", "s3:PutObject"),
        allow("SendWork", jobQueues(), "sqs:GetQueueUrl", "sqs:SendMessage"),
        polled(names.loggingQueue()),
        allow("KeepJobs", table(), also(TABLE_READ, "dynamodb:PutItem", "dynamodb:UpdateItem")));
  }

  /** A worker: S3 and SQS alone, never the table. It may serve any pool. */
  public List<PolicyStatement> worker() {
    return List.of(
        allow("ListBuckets", bucketsOf(names.renderFiles(), names.pngFiles()), "s3:ListBucket"),
        allow("ReadScenes", objects(names.renderFiles(), "*"), "s3:GetObject"),
        allow(
            "WriteFilms",
            objects(names.renderFiles(), "output/*"),
            "s3:AbortMultipartUpload",
            "s3:PutObject"),
        allow("KeepFrames", frames(), "s3:GetObject", "s3:PutObject"),
        allow("KeepSegments", segments(), "s3:GetObject", "s3:PutObject"),
        allow("ReadMarks", marks(), "s3:GetObject"),
        allow(
            "Work",
            jobQueues(),
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage",
            "sqs:SendMessage"),
        allow(
            "Tell",
            List.of(names.queueArn(names.loggingQueue())),
            "sqs:GetQueueUrl",
            "sqs:SendMessage"));
  }

  /**
   * A person who renders: finds the farm, uploads scenes, asks the server, fetches what there is.
   */
  public List<PolicyStatement> artist() {
    return List.of(
        allow("FindFarm", List.of(names.parameterArn("farm")), "ssm:GetParameter"),
        allow("AskServer", List.of(names.serverArn()), "lambda:InvokeFunction"),
        allow("ListBuckets", buckets(), "s3:ListBucket"),
        allow(
            "KeepScenes",
            objects(names.renderFiles(), "*"),
            "s3:AbortMultipartUpload",
            "s3:GetObject",
            "s3:PutObject"),
        allow("FetchFrames", frames(), "s3:GetObject"),
        allow("ReadLogs", objects(names.workerLogging(), "*"), "s3:GetObject"));
  }

  /** KEDA's operator, which counts the work that waits. */
  public List<PolicyStatement> keda() {
    return List.of(allow("CountWork", jobQueues(), "sqs:GetQueueAttributes"));
  }

  /** Puts work into the pools' queues, and counts what waits there. */
  private PolicyStatement sendsWork() {
    return allow(
        "SendWork", jobQueues(), "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage");
  }

  /** What Lambda needs to take messages for a function, by that function's role. */
  private PolicyStatement polled(String... queues) {
    return allow(
        "TakeMessages",
        Arrays.stream(queues).map(names::queueArn).toList(),
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage");
  }

  private List<String> buckets() {
    return bucketsOf(names.renderFiles(), names.pngFiles(), names.workerLogging());
  }

  private List<String> bucketsOf(String... buckets) {
    return Arrays.stream(buckets).map(names::bucketArn).toList();
  }

  private List<String> objects(String bucket, String keys) {
    return List.of(names.bucketArn(bucket) + "/" + keys);
  }

  /** Frames, and how they look on a screen. */
  private List<String> frames() {
    return List.of(
        names.bucketArn(names.pngFiles()) + "/*/frames/*",
        names.bucketArn(names.pngFiles()) + "/*/preview/*");
  }

  /** The pieces of films that are under way. */
  private List<String> segments() {
    return objects(names.pngFiles(), "*/segments/*");
  }

  /** Which run of a job is the lowest that still lives. */
  private List<String> marks() {
    return objects(names.pngFiles(), "*/canceled");
  }

  private List<String> jobQueues() {
    return pools.stream().map(names::jobQueue).map(names::queueArn).toList();
  }

  private List<String> table() {
    return List.of(names.tableArn());
  }

  private static String[] also(String[] actions, String... more) {
    return Stream.concat(Arrays.stream(actions), Arrays.stream(more))
        .sorted()
        .toArray(String[]::new);
  }

  static PolicyStatement allow(String id, List<String> resources, String... actions) {
    return PolicyStatement.Builder.create()
        .sid(id)
        .actions(List.of(actions))
        .resources(resources)
        .build();
  }
}
