package farm.sheaf.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import farm.sheaf.json.EventJson;
import farm.sheaf.json.UnreadableMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoggingQueueTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(50);

  private final TestQueues queues = new TestQueues();

  private static WorkerEvent event(int frame, String message) {
    return new WorkerEvent(
        WorkerEvent.Type.FRAME_FAILED,
        Instant.parse("2026-11-05T10:00:00Z"),
        WorkerEvent.Source.of("w-1"),
        Optional.of(new TaskRef(new JobId("ball-1"), 1, 1)),
        Detail.failed(frame, 1, FailureKind.SCENE, message));
  }

  private List<WorkerEvent> arrived() {
    List<WorkerEvent> events = new ArrayList<>();
    for (String body : TestQueues.drain(queues.logging)) {
      try {
        events.add(EventJson.decode(body));
      } catch (UnreadableMessageException e) {
        throw new AssertionError(body, e);
      }
    }
    return events;
  }

  @Test
  void what_was_taken_has_arrived_after_a_flush() {
    try (LoggingQueue logging = new LoggingQueue(TestQueues.SQS, queues.logging, NEVER)) {
      List<WorkerEvent> events = IntStream.range(0, 25).mapToObj(i -> event(i, "no")).toList();
      events.forEach(logging::emit);
      logging.flush();
      assertThat(arrived()).containsExactlyInAnyOrderElementsOf(events);
      logging.flush();
      assertThat(arrived()).isEmpty();
    }
  }

  @Test
  void events_are_sent_soon_also_without_a_flush() {
    try (LoggingQueue logging = new LoggingQueue(TestQueues.SQS, queues.logging, SOON)) {
      logging.emit(event(1, "one"));
      await().untilAsserted(() -> assertThat(arrived()).containsExactly(event(1, "one")));
    }
  }

  @Test
  void ten_events_are_sent_at_once() {
    try (LoggingQueue logging = new LoggingQueue(TestQueues.SQS, queues.logging, NEVER)) {
      IntStream.range(0, 10).forEach(i -> logging.emit(event(i, "no")));
      List<WorkerEvent> events = new ArrayList<>();
      await()
          .until(
              () -> {
                events.addAll(arrived());
                return events.size() == 10;
              });
    }
  }

  @Test
  void what_is_left_is_sent_at_the_end() {
    try (LoggingQueue logging = new LoggingQueue(TestQueues.SQS, queues.logging, NEVER)) {
      logging.emit(event(1, "last words"));
    }
    assertThat(arrived()).containsExactly(event(1, "last words"));
  }

  @Test
  void row16_no_event_is_lost_between_threads() throws Exception {
    try (LoggingQueue logging = new LoggingQueue(TestQueues.SQS, queues.logging, SOON);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int frame = i;
        calls.add(
            () -> {
              logging.emit(event(frame, "no"));
              if (frame % 20 == 0) {
                logging.flush();
              }
              return null;
            });
      }
      for (var done : threads.invokeAll(calls)) {
        done.get();
      }
      logging.flush();
    }
    assertThat(arrived())
        .extracting(e -> e.detail().frame().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void long_messages_keep_their_start_and_end_and_a_batch_of_them_fits() {
    try (LoggingQueue logging = new LoggingQueue(TestQueues.SQS, queues.logging, NEVER)) {
      for (int i = 0; i < 10; i++) {
        logging.emit(event(i, "START" + "\u0001ü".repeat(200_000) + "END"));
      }
      logging.flush();
      List<WorkerEvent> events = arrived();
      assertThat(events).hasSize(10);
      assertThat(events.getFirst().detail().message())
          .startsWith("START")
          .endsWith("END")
          .hasSizeLessThan(8_100);
    }
  }

  @Test
  void characters_that_sqs_refuses_are_replaced() {
    try (LoggingQueue logging = new LoggingQueue(TestQueues.SQS, queues.logging, NEVER)) {
      logging.emit(event(1, "a\uFFFFb\uD800c\u0000d😀"));
      logging.flush();
      assertThat(arrived()).containsExactly(event(1, "a\uFFFDb\uFFFDc\u0000d😀"));
    }
  }

  @Test
  void events_wait_while_the_queue_cannot_be_reached_and_a_flush_says_so() {
    String later = "later-" + queues.logging;
    try (LoggingQueue logging = new LoggingQueue(TestQueues.SQS, later, NEVER)) {
      logging.emit(event(1, "patient"));
      assertThatThrownBy(logging::flush).hasMessageContaining(later);
      TestQueues.SQS.createQueue(request -> request.queueName(later));
      logging.flush();
      assertThat(TestQueues.drain(later)).containsExactly(EventJson.encode(event(1, "patient")));
    }
  }
}
