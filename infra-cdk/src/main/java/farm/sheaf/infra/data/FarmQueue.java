package farm.sheaf.infra.data;

import farm.sheaf.infra.naming.FarmNames;
import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.RedriveAllowPolicy;
import software.amazon.awscdk.services.sqs.RedrivePermission;
import software.constructs.Construct;

/**
 * A queue as all of the farm's are: encrypted by SQS (S3 could not send to one under the key that
 * AWS manages), over TLS only, keeping messages for as long as SQS can.
 */
final class FarmQueue {
  /** A backstop: a message that came so often without an end kills those that take it. */
  private static final int MOST_RECEIVES = 10;

  private static final software.amazon.awscdk.Duration RETENTION =
      software.amazon.awscdk.Duration.days(14);

  /** The longest that SQS holds a receive: the fewer receives, the less they cost. */
  private static final software.amazon.awscdk.Duration RECEIVE_WAIT =
      software.amazon.awscdk.Duration.seconds(20);

  private FarmQueue() {}

  /** A queue whose messages go to the dead letters in the end. */
  static Queue living(Construct scope, String id, String name, Duration visibility, Queue dead) {
    return base(scope, id, name, visibility)
        .deadLetterQueue(
            DeadLetterQueue.builder().queue(dead).maxReceiveCount(MOST_RECEIVES).build())
        .build();
  }

  /** A queue of dead letters, which takes those of the named queues and of no others. */
  static Queue dead(
      Construct scope, String name, Duration visibility, FarmNames names, List<String> of) {
    List<IQueue> sources =
        of.stream()
            .map(source -> Queue.fromQueueArn(scope, "From" + source, names.queueArn(source)))
            .toList();
    return base(scope, "Dead", name, visibility)
        .redriveAllowPolicy(
            RedriveAllowPolicy.builder()
                .redrivePermission(RedrivePermission.BY_QUEUE)
                .sourceQueues(sources)
                .build())
        .build();
  }

  private static Queue.Builder base(Construct scope, String id, String name, Duration visibility) {
    return Queue.Builder.create(scope, id)
        .queueName(name)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(RETENTION)
        .receiveMessageWaitTime(RECEIVE_WAIT)
        .visibilityTimeout(software.amazon.awscdk.Duration.seconds(visibility.toSeconds()));
  }
}
