package farm.sheaf.aws.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends messages in as few requests as SQS's limits allow: ten in a batch, and {@value #MOST_BYTES}
 * bytes together. A batch that is answered with success may still hold messages that were refused,
 * so each is looked at, and the refused are sent again a few times.
 */
final class BatchSender {
  /** What SQS takes in one request (AWS document "Amazon SQS message quotas", before 2025). */
  static final int MOST_BYTES = 262_144;

  private static final int BATCH = 10;
  private static final int TRIES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final SqsClient sqs;
  private final QueueUrls urls;

  BatchSender(SqsClient sqs, QueueUrls urls) {
    this.sqs = sqs;
    this.urls = urls;
  }

  /**
   * Returns when all were accepted.
   *
   * @throws NotSentException holding those that were not
   */
  void send(String queue, List<OutgoingMessage> messages) {
    List<OutgoingMessage> rest = messages;
    while (!rest.isEmpty()) {
      int size = fitting(queue, rest);
      sendOne(queue, rest.subList(0, size), rest);
      rest = rest.subList(size, rest.size());
    }
  }

  /** How many of the first messages fit in one request. */
  private static int fitting(String queue, List<OutgoingMessage> messages) {
    int bytes = 0;
    int count = 0;
    for (OutgoingMessage message : messages) {
      int size = message.bytes();
      if (size > MOST_BYTES) {
        throw new NotSentException(
            "a message for %s has %,d bytes; SQS takes at most %,d"
                .formatted(queue, size, MOST_BYTES),
            messages,
            null);
      }
      bytes += size;
      if (bytes > MOST_BYTES || count == BATCH) {
        break;
      }
      count++;
    }
    return count;
  }

  private void sendOne(String queue, List<OutgoingMessage> batch, List<OutgoingMessage> all) {
    List<OutgoingMessage> unsent = batch;
    List<OutgoingMessage> after = all.subList(batch.size(), all.size());
    for (int attempt = 1; ; attempt++) {
      List<BatchResultErrorEntry> refused;
      try {
        refused = request(queue, unsent).failed();
      } catch (SdkException e) {
        throw new NotSentException(
            "%s cannot be sent to: %s".formatted(queue, e.getMessage()), joined(unsent, after), e);
      }
      unsent = refused.stream().map(BatchResultErrorEntry::id).map(index(unsent)).toList();
      if (unsent.isEmpty()) {
        return;
      }
      BatchResultErrorEntry first = refused.getFirst();
      if (attempt == TRIES || first.senderFault()) {
        throw new NotSentException(
            "%s refused %d messages, the first with %s: %s"
                .formatted(queue, refused.size(), first.code(), first.message()),
            joined(unsent, after),
            null);
      }
      pause(FIRST_PAUSE.multipliedBy(1L << attempt));
    }
  }

  private static Function<String, OutgoingMessage> index(List<OutgoingMessage> batch) {
    return id -> batch.get(Integer.parseInt(id));
  }

  private static List<OutgoingMessage> joined(List<OutgoingMessage> a, List<OutgoingMessage> b) {
    List<OutgoingMessage> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }

  private SendMessageBatchResponse request(String queue, List<OutgoingMessage> batch) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (OutgoingMessage message : batch) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(message.body())
              .messageGroupId(message.group().orElse(null))
              .delaySeconds(delay(message))
              .build());
    }
    String url = urls.of(queue);
    return sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
  }

  /** Absent where there is none: then the queue's own holds, which is none. */
  private static @Nullable Integer delay(OutgoingMessage message) {
    return message.delay().isZero() ? null : (int) message.delay().toSeconds();
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      // The tries go on without a pause; whoever interrupted finds the mark when they are over.
      Thread.currentThread().interrupt();
    }
  }
}
