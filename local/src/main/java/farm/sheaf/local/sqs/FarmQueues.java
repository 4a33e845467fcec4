package farm.sheaf.local.sqs;

import farm.sheaf.aws.FarmResources;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The farm's queues on one machine: made where they are missing, set as they should be where they
 * are there. The server keeps messages until they are deleted, so they have no retention to set.
 */
public final class FarmQueues {
  /** After so many receives a message goes to the dead letters. */
  private static final int MOST_RECEIVES = 10;

  /** AWS's own advice for a queue that a function is called from. */
  private static final int TIMEOUTS = 6;

  private final SqsClient sqs;
  private final String region;

  public FarmQueues(SqsClient sqs, String region) {
    this.sqs = sqs;
    this.region = region;
  }

  /**
   * Makes them all.
   *
   * @param lease of a worker on a piece of work
   * @param functionTimeout of the functions that the other queues call
   */
  public void make(FarmResources.Queues queues, Duration lease, Duration functionTimeout) {
    Duration function = functionTimeout.multipliedBy(TIMEOUTS);
    FarmResources.DeadLetters dead = queues.dead();
    for (String name : new String[] {dead.jobs(), dead.logging(), dead.frameEvents()}) {
      make(name, visibility(function));
    }
    queues.jobs().values().forEach(name -> make(name, redriven(lease, dead.jobs())));
    make(queues.logging(), redriven(function, dead.logging()));
    make(queues.frameEvents(), redriven(function, dead.frameEvents()));
  }

  private Map<QueueAttributeName, String> redriven(Duration visibility, String dead) {
    Map<QueueAttributeName, String> attributes = visibility(visibility);
    attributes.put(
        QueueAttributeName.REDRIVE_POLICY,
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
            .formatted(arn(dead), MOST_RECEIVES));
    return attributes;
  }

  private static Map<QueueAttributeName, String> visibility(Duration visibility) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(Math.max(1, visibility.toSeconds())));
    return attributes;
  }

  private void make(String name, Map<QueueAttributeName, String> attributes) {
    try {
      String url = url(name);
      sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(attributes));
    } catch (QueueDoesNotExistException e) {
      sqs.createQueue(request -> request.queueName(name).attributes(attributes));
    }
  }

  public String url(String name) {
    return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
  }

  public String arn(String name) {
    return "arn:aws:sqs:%s:%s:%s".formatted(region, EmbeddedSqs.ACCOUNT, name);
  }
}
