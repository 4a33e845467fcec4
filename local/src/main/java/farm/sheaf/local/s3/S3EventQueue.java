package farm.sheaf.local.s3;

import farm.sheaf.json.ObjectCreated;
import farm.sheaf.json.S3EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The way of the events from the S3 server to a queue, up to ten a send. It is a thread of its own,
 * so an upload does not wait for it, just as S3's does not.
 */
public final class S3EventQueue implements Consumer<ObjectCreated>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(S3EventQueue.class);
  private static final int BATCH = 10;
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final String END = "";

  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong sequence = new AtomicLong(System.nanoTime());
  private final String region;
  private @Nullable Thread sender;

  public S3EventQueue(String region) {
    this.region = region;
  }

  @Override
  public void accept(ObjectCreated created) {
    waiting.add(S3EventJson.encode(created, region, sequence.incrementAndGet()));
  }

  /** Begins to send; what came before was kept. */
  public void startSending(SqsClient sqs, String queueUrl) {
    sender = Thread.ofVirtual().name("s3-events").start(() -> sendUntilEnd(sqs, queueUrl));
  }

  private void sendUntilEnd(SqsClient sqs, String queueUrl) {
    try {
      for (String first = waiting.take(); !first.equals(END); first = waiting.take()) {
        List<String> batch = new ArrayList<>(List.of(first));
        while (batch.size() < BATCH && waiting.peek() != null && !waiting.element().equals(END)) {
          batch.add(waiting.take());
        }
        send(sqs, queueUrl, batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(SqsClient sqs, String queueUrl, List<String> batch) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (String body : batch) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(body)
              .build());
    }
    try {
      sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
    } catch (SdkException e) {
      LOG.atWarn()
          .addKeyValue("events", batch.size())
          .addKeyValue("reason", e.getMessage())
          .log("s3-events-lost");
    }
  }

  /** Sends what waits, for a moment at most. */
  @Override
  public void close() {
    Thread running = sender;
    if (running == null) {
      return;
    }
    waiting.add(END);
    try {
      running.join(DRAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
