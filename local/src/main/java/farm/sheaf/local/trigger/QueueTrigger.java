package farm.sheaf.local.trigger;

import farm.sheaf.json.Json;
import farm.sheaf.json.QueueBatch;
import farm.sheaf.local.function.LocalFunction;
import farm.sheaf.local.function.LocalFunction.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * What Lambda calls an event source mapping: it polls a queue and calls a function with what it
 * finds. Messages that the function does not name as failed are deleted; the others stay invisible
 * until the queue's visibility timeout, and come again.
 */
public final class QueueTrigger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueueTrigger.class);

  /** SQS hands out at most this many at a time. */
  private static final int RECEIVE = 10;

  /** The pause after a failed poll, such as while the queue's server stops. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * How messages are gathered.
   *
   * @param batchSize 1 to 10; more with a window
   * @param window how long to gather before a batch that is not full is handed over; may be zero
   * @param concurrency how many calls of the function may run at the same time
   * @param longPoll how long a poll waits for a first message, at most 20 s
   */
  public record Batching(int batchSize, Duration window, int concurrency, Duration longPoll) {
    public static final Batching USUAL =
        new Batching(RECEIVE, Duration.ZERO, 2, Duration.ofSeconds(20));

    public Batching {
      if (batchSize < 1 || (batchSize > RECEIVE && window.isZero())) {
        throw new IllegalArgumentException("more than 10 messages a batch need a window");
      }
    }
  }

  private final SqsClient sqs;
  private final Source source;
  private final LocalFunction function;
  private final Batching batching;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final List<Poller> pollers = new ArrayList<>();

  /** A queue: where it is, and the name that the event carries. */
  public record Source(String url, String arn) {}

  private QueueTrigger(SqsClient sqs, Source source, LocalFunction function, Batching batching) {
    this.sqs = sqs;
    this.source = source;
    this.function = function;
    this.batching = batching;
  }

  public static QueueTrigger start(
      SqsClient sqs, Source source, LocalFunction function, Batching batching) {
    QueueTrigger trigger = new QueueTrigger(sqs, source, function, batching);
    for (int i = 0; i < batching.concurrency(); i++) {
      Poller poller = trigger.new Poller();
      trigger.pollers.add(poller);
      Thread.ofVirtual().name("trigger-" + function.name() + "-" + i).start(poller);
    }
    return trigger;
  }

  /** One call of the function at a time. */
  private final class Poller implements Runnable {
    private final ReentrantLock working = new ReentrantLock();

    @Override
    public void run() {
      while (!closing.get()) {
        try {
          List<Message> messages =
              receive(Math.min(RECEIVE, batching.batchSize()), batching.longPoll());
          if (!messages.isEmpty()) {
            work(messages);
          }
        } catch (RuntimeException e) {
          pause(e);
        }
      }
    }

    private void work(List<Message> first) {
      working.lock();
      try {
        if (!closing.get()) {
          handle(gather(first));
        }
      } finally {
        working.unlock();
      }
    }

    private List<Message> gather(List<Message> first) {
      List<Message> batch = new ArrayList<>(first);
      long end = System.nanoTime() + batching.window().toNanos();
      while (batch.size() < batching.batchSize() && System.nanoTime() - end < 0) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime());
        batch.addAll(
            receive(
                Math.min(RECEIVE, batching.batchSize() - batch.size()),
                Duration.ofSeconds(Math.clamp(seconds, 1, 20))));
      }
      return batch;
    }

    private void pause(RuntimeException e) {
      if (!closing.get()) {
        LOG.atWarn()
            .addKeyValue("queue", source.arn())
            .addKeyValue("reason", e.getMessage())
            .log("poll-failed");
        java.util.concurrent.locks.LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private List<Message> receive(int most, Duration longPoll) {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(source.url())
                    .maxNumberOfMessages(most)
                    .waitTimeSeconds(Math.toIntExact(longPoll.toSeconds()))
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private void handle(List<Message> batch) {
    String event =
        Json.write(
            QueueBatch.encode(batch.stream().map(QueueTrigger::received).toList(), source.arn()));
    List<Message> done = done(batch, function.invoke(event));
    for (int from = 0; from < done.size(); from += RECEIVE) {
      delete(done.subList(from, Math.min(done.size(), from + RECEIVE)));
    }
  }

  private static QueueBatch.Received received(Message message) {
    return new QueueBatch.Received(
        message.messageId(),
        message.receiptHandle(),
        message.body(),
        message.md5OfBody(),
        message.attributesAsStrings());
  }

  private static List<Message> done(List<Message> batch, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Threw _ -> List.of();
      case Outcome.Answered answered -> {
        List<String> given = batch.stream().map(Message::messageId).toList();
        Set<String> done = QueueBatch.done(given, answered.payload());
        yield batch.stream().filter(message -> done.contains(message.messageId())).toList();
      }
    };
  }

  private void delete(List<Message> done) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : done) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .receiptHandle(message.receiptHandle())
              .build());
    }
    sqs.deleteMessageBatch(request -> request.queueUrl(source.url()).entries(entries));
  }

  /** Lets calls under way end, for ten seconds at most; begins no other. */
  @Override
  public void close() {
    closing.set(true);
    for (Poller poller : pollers) {
      try {
        if (poller.working.tryLock(10, TimeUnit.SECONDS)) {
          poller.working.unlock();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
