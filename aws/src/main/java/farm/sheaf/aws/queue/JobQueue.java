package farm.sheaf.aws.queue;

import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

import farm.sheaf.aws.FarmResources.Queues;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import farm.sheaf.json.UnreadableMessageException;
import farm.sheaf.json.WorkJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queues that workers take their work from, on SQS. A received message stays with its worker
 * for one lease, which is SQS's visibility timeout under the farm's own word.
 */
public final class JobQueue implements WorkQueue {
  private static final Logger log = LoggerFactory.getLogger(JobQueue.class);

  private final SqsClient sqs;
  private final Queues queues;
  private final Duration lease;
  private final QueueUrls urls;
  private final BatchSender sender;

  /**
   * @param lease how long a received message belongs to its worker before it must be extended; in
   *     whole seconds, 1 or more
   */
  public JobQueue(SqsClient sqs, Queues queues, Duration lease) {
    if (lease.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "a lease of %s; SQS counts in whole seconds, so it must be 1 s or more".formatted(lease));
    }
    this.sqs = sqs;
    this.queues = queues;
    this.lease = lease;
    this.urls = new QueueUrls(sqs);
    this.sender = new BatchSender(sqs, urls);
  }

  /**
   * {@inheritDoc}
   *
   * @throws NotSentException when one was not accepted, after some tries
   */
  @Override
  public void send(Pool pool, List<Work> work) {
    sender.send(queues.job(pool), work.stream().map(this::message).toList());
  }

  private OutgoingMessage message(Work work) {
    Optional<String> group =
        switch (queues.fairness()) {
          case BY_JOB -> Optional.of(work.ref().jobId().value());
          case NONE -> Optional.empty();
        };
    return new OutgoingMessage(WorkJson.encode(work), group);
  }

  /**
   * Takes one piece of work, waiting for it at most this long (SQS waits up to 20 seconds).
   *
   * <p>A message that is no work is left alone until it has been received often enough for the
   * dead-letter queue; the result is then empty, as if there had been none.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when SQS cannot be reached
   */
  public Optional<Lease> receive(Pool pool, Duration wait) {
    String url = urls.of(queues.job(pool));
    List<Message> messages =
        sqs.receiveMessage(
                request ->
                    request
                        .queueUrl(url)
                        .maxNumberOfMessages(1)
                        .visibilityTimeout((int) lease.toSeconds())
                        .waitTimeSeconds((int) Math.min(20, wait.toSeconds()))
                        .messageSystemAttributeNames(APPROXIMATE_RECEIVE_COUNT))
            .messages();
    return messages.stream().findFirst().flatMap(message -> lease(url, message));
  }

  private Optional<Lease> lease(String url, Message message) {
    int receives = count(message.attributes().get(APPROXIMATE_RECEIVE_COUNT));
    try {
      Work work = WorkJson.decode(message.body());
      return Optional.of(new SqsLease(sqs, url, message.receiptHandle(), work, receives));
    } catch (UnreadableMessageException e) {
      log.warn(
          "event=message-unreadable queue={} message={} receives={} left for the dead letters: {}",
          url.substring(url.lastIndexOf('/') + 1),
          message.messageId(),
          receives,
          e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public Depth depth(Pool pool) {
    String url = urls.of(queues.job(pool));
    Map<QueueAttributeName, String> counts =
        sqs.getQueueAttributes(
                request ->
                    request
                        .queueUrl(url)
                        .attributeNames(
                            APPROXIMATE_NUMBER_OF_MESSAGES,
                            APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                            APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes();
    return new Depth(
        count(counts.get(APPROXIMATE_NUMBER_OF_MESSAGES))
            + count(counts.get(APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)),
        count(counts.get(APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
  }

  private static int count(@Nullable String number) {
    return number == null ? 0 : Integer.parseInt(number);
  }

  @Override
  public Set<Pool> pools() {
    return queues.jobs().keySet();
  }
}
