package farm.sheaf.aws.queue;

import farm.sheaf.core.port.EventLog;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import farm.sheaf.json.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends a worker's events to the logger's queue, ten in a request where it can. What cannot be sent
 * waits; of {@value #MOST_WAITING} that wait, the oldest that is no verdict is dropped.
 */
public final class LoggingQueue implements EventLog, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LoggingQueue.class);
  private static final int BATCH = 10;
  private static final int MOST_WAITING = 5_000;
  private static final int LONGEST_MESSAGE = 8_000;

  /** Events that decide how a frame, a film or a job ends, so that none may be dropped. */
  private static final Set<WorkerEvent.Type> VERDICTS =
      EnumSet.of(
          WorkerEvent.Type.FRAME_FAILED,
          WorkerEvent.Type.JOB_FAILED,
          WorkerEvent.Type.SEQUENCING_FAILED,
          WorkerEvent.Type.FRAMES_MISSING);

  private record Pending(OutgoingMessage message, WorkerEvent.Type type) {}

  private final BatchSender sender;
  private final String queue;
  private final ScheduledExecutorService clockwork;
  private final ScheduledFuture<?> ticking;
  private final List<Pending> waiting = new ArrayList<>();
  private final ReentrantLock sending = new ReentrantLock();
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * @param queue its name
   * @param interval the longest that an event waits for others
   */
  public LoggingQueue(SqsClient sqs, String queue, Duration interval) {
    this.sender = new BatchSender(sqs, new QueueUrls(sqs));
    this.queue = queue;
    this.clockwork =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("event-sender").factory());
    this.ticking =
        clockwork.scheduleWithFixedDelay(
            this::flushInBackground,
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void emit(WorkerEvent event) {
    Pending pending =
        new Pending(
            new OutgoingMessage(EventJson.encode(shortened(event)), Optional.empty()),
            event.type());
    synchronized (waiting) {
      waiting.add(pending);
      if (waiting.size() > MOST_WAITING) {
        dropOne();
      }
      if (waiting.size() == BATCH && !clockwork.isShutdown()) {
        clockwork.execute(this::flushInBackground);
      }
    }
  }

  private void dropOne() {
    for (int i = 0; i < waiting.size(); i++) {
      if (!VERDICTS.contains(waiting.get(i).type())) {
        waiting.remove(i);
        return;
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws NotSentException when they could not be sent
   */
  @Override
  public void flush() {
    sending.lock();
    try {
      for (List<Pending> batch = take(); !batch.isEmpty(); batch = take()) {
        sendOrKeep(batch);
      }
    } finally {
      sending.unlock();
    }
  }

  private void sendOrKeep(List<Pending> batch) {
    try {
      sender.send(queue, batch.stream().map(Pending::message).toList());
    } catch (NotSentException e) {
      keep(batch.stream().filter(pending -> e.unsent().contains(pending.message())).toList());
      throw e;
    } catch (RuntimeException e) {
      keep(batch);
      throw e;
    }
  }

  private List<Pending> take() {
    synchronized (waiting) {
      List<Pending> first = waiting.subList(0, Math.min(BATCH, waiting.size()));
      List<Pending> batch = List.copyOf(first);
      first.clear();
      return batch;
    }
  }

  private void keep(List<Pending> batch) {
    synchronized (waiting) {
      waiting.addAll(0, batch);
    }
  }

  private void flushInBackground() {
    try {
      flush();
      if (failing.getAndSet(false)) {
        log.info("event=events-sent-again queue={}", queue);
      }
    } catch (RuntimeException e) {
      if (!failing.getAndSet(true)) {
        log.warn("event=events-not-sent queue={} they wait: {}", queue, e.getMessage());
      }
    }
  }

  /** Tries to send what is left, and ends. */
  @Override
  public void close() {
    ticking.cancel(false);
    clockwork.shutdown();
    flushInBackground();
  }

  /** The start and the end of a long message: what was asked, and a program's last words. */
  private static WorkerEvent shortened(WorkerEvent event) {
    Detail detail = event.detail();
    String message = detail.message();
    if (message.length() <= LONGEST_MESSAGE) {
      return event;
    }
    String cut =
        message.substring(0, LONGEST_MESSAGE / 4)
            + "\n[... %,d characters ...]\n".formatted(message.length() - LONGEST_MESSAGE)
            + message.substring(message.length() - LONGEST_MESSAGE * 3 / 4);
    return new WorkerEvent(
        event.type(),
        event.time(),
        event.source(),
        event.about(),
        new Detail(detail.frame(), detail.attempt(), detail.took(), detail.kind(), cut));
  }
}
