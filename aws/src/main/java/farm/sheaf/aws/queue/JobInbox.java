package farm.sheaf.aws.queue;

import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.core.work.Work;
import farm.sheaf.json.UnreadableMessageException;
import farm.sheaf.json.WorkJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One pool's queue as its workers see it, on SQS. A received message stays with its worker for one
 * lease, which is SQS's visibility timeout under the farm's own word.
 */
public final class JobInbox implements WorkInbox {
  private static final Logger log = LoggerFactory.getLogger(JobInbox.class);

  /** What a receive may wait (AWS document "Amazon SQS short and long polling"). */
  private static final long LONGEST_POLL_SECONDS = 20;

  private final SqsClient sqs;
  private final String queue;
  private final Terms terms;
  private final QueueUrls urls;

  /**
   * How messages are received.
   *
   * @param lease how long a received message belongs to its worker before it must be extended; in
   *     whole seconds, 1 or more
   * @param poll how long a receive waits for a message, at most 20 seconds
   */
  public record Terms(Duration lease, Duration poll) {
    public Terms {
      if (lease.toSeconds() < 1) {
        throw new IllegalArgumentException(
            "a lease of %s; SQS counts in whole seconds, so it must be 1 s or more"
                .formatted(lease));
      }
    }
  }

  /**
   * @param queue its name
   */
  public JobInbox(SqsClient sqs, String queue, Terms terms) {
    this.sqs = sqs;
    this.queue = queue;
    this.terms = terms;
    this.urls = new QueueUrls(sqs);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A message that is no work is left alone until it has been received often enough for the
   * dead-letter queue; the result is then empty, as if there had been none.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when SQS cannot be reached
   */
  @Override
  public Optional<Claimed> receive() {
    String url = urls.of(queue);
    List<Message> messages =
        sqs.receiveMessage(
                request ->
                    request
                        .queueUrl(url)
                        .maxNumberOfMessages(1)
                        .visibilityTimeout((int) terms.lease().toSeconds())
                        .waitTimeSeconds(
                            (int) Math.min(LONGEST_POLL_SECONDS, terms.poll().toSeconds()))
                        .messageSystemAttributeNames(APPROXIMATE_RECEIVE_COUNT))
            .messages();
    return messages.stream().findFirst().flatMap(message -> claimed(url, message));
  }

  private Optional<Claimed> claimed(String url, Message message) {
    int receives =
        Integer.parseInt(message.attributes().getOrDefault(APPROXIMATE_RECEIVE_COUNT, "0"));
    try {
      Work work = WorkJson.decode(message.body());
      return Optional.of(new SqsLease(sqs, url, message.receiptHandle(), work, receives));
    } catch (UnreadableMessageException e) {
      log.warn(
          "event=message-unreadable queue={} message={} receives={} left for the dead letters: {}",
          queue,
          message.messageId(),
          receives,
          e.getMessage());
      return Optional.empty();
    }
  }
}
