package farm.sheaf.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import farm.sheaf.local.embedded.TestServices;
import farm.sheaf.local.function.LocalFunction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class QueueTriggerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final QueueTrigger.Batching BATCHING =
      new QueueTrigger.Batching(10, Duration.ZERO, 2, Duration.ofSeconds(1));

  private static TestServices services;
  private static SqsClient sqs;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    services = TestServices.start(folder);
    sqs = services.sqsClient();
  }

  @AfterAll
  static void stop() {
    sqs.close();
    services.close();
  }

  private static LocalFunction function(RequestStreamHandler handler) {
    return new LocalFunction("watcher", handler, Duration.ofSeconds(10), InstantSource.system());
  }

  /** A function that answers by what it says of each message's body. */
  private static LocalFunction failing(Function<JsonNode, List<String>> failures) {
    return function(
        (input, output, context) -> {
          var answer = JSON.createObjectNode();
          var failed = answer.putArray("batchItemFailures");
          for (String id : failures.apply(JSON.readTree(input))) {
            failed.addObject().put("itemIdentifier", id);
          }
          output.write(answer.toString().getBytes(StandardCharsets.UTF_8));
        });
  }

  private static QueueTrigger.Source source(String name, String url) {
    return new QueueTrigger.Source(url, "arn:aws:sqs:us-east-1:000000000000:" + name);
  }

  private static void send(String url, String... bodies) {
    for (String body : bodies) {
      sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }
  }

  private static int left(String url) {
    Map<String, String> counts =
        sqs.getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributesAsStrings();
    return Integer.parseInt(counts.getOrDefault("ApproximateNumberOfMessages", "0"))
        + Integer.parseInt(counts.getOrDefault("ApproximateNumberOfMessagesNotVisible", "0"));
  }

  @Test
  void only_the_failed_messages_of_a_batch_come_again() {
    String url = TestServices.queue(sqs, "Partial", 1);
    send(url, "good", "bad once", "fine");
    Map<String, Integer> seen = new ConcurrentHashMap<>();
    List<JsonNode> events = new CopyOnWriteArrayList<>();
    LocalFunction function =
        failing(
            event -> {
              events.add(event);
              List<String> failed = new ArrayList<>();
              for (JsonNode entry : event.path("Records")) {
                String body = entry.path("body").asText();
                if (seen.merge(body, 1, Integer::sum) == 1 && body.equals("bad once")) {
                  failed.add(entry.path("messageId").asText());
                }
              }
              return failed;
            });
    try (QueueTrigger trigger =
        QueueTrigger.start(sqs, source("Partial", url), function, BATCHING)) {
      await().atMost(SOON).until(() -> left(url) == 0);
      assertThat(seen).isEqualTo(Map.of("good", 1, "bad once", 2, "fine", 1));
      JsonNode first = events.getFirst().at("/Records/0");
      assertThat(first.path("eventSource").asText()).isEqualTo("aws:sqs");
      assertThat(first.path("eventSourceARN").asText()).endsWith(":Partial");
      assertThat(first.path("awsRegion").asText()).isEqualTo("us-east-1");
      assertThat(first.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
      assertThat(first.path("receiptHandle").asText()).isNotEmpty();
      assertThat(trigger).isNotNull();
    }
  }

  @Test
  void a_batch_comes_again_whole_when_the_function_throws() {
    String url = TestServices.queue(sqs, "Throwing", 1);
    send(url, "a", "b");
    Map<String, Integer> seen = new ConcurrentHashMap<>();
    AtomicInteger calls = new AtomicInteger();
    LocalFunction function =
        failing(
            event -> {
              event
                  .path("Records")
                  .forEach(r -> seen.merge(r.path("body").asText(), 1, Integer::sum));
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("no");
              }
              return List.of();
            });
    QueueTrigger.Batching one =
        new QueueTrigger.Batching(10, Duration.ZERO, 1, Duration.ofSeconds(1));
    try (QueueTrigger trigger = QueueTrigger.start(sqs, source("Throwing", url), function, one)) {
      await().atMost(SOON).until(() -> left(url) == 0);
      assertThat(seen).isEqualTo(Map.of("a", 2, "b", 2));
      assertThat(trigger).isNotNull();
    }
  }

  @Test
  void a_window_gathers_more_than_one_receive() {
    String url = TestServices.queue(sqs, "Gathered", 30);
    for (int i = 0; i < 25; i++) {
      send(url, "m" + i);
    }
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    LocalFunction function =
        failing(
            event -> {
              sizes.add(event.path("Records").size());
              return List.of();
            });
    QueueTrigger.Batching wide =
        new QueueTrigger.Batching(100, Duration.ofSeconds(1), 1, Duration.ofSeconds(1));
    try (QueueTrigger trigger = QueueTrigger.start(sqs, source("Gathered", url), function, wide)) {
      await().atMost(SOON).until(() -> left(url) == 0);
      assertThat(sizes).containsExactly(25);
      assertThat(trigger).isNotNull();
    }
  }

  @Test
  void at_most_so_many_calls_run_at_once_and_closing_waits_for_them() throws Exception {
    String url = TestServices.queue(sqs, "Slow", 30);
    send(url, "a", "b", "c", "d");
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    CountDownLatch two = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    LocalFunction function =
        function(
            (input, output, context) -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              two.countDown();
              try {
                go.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              running.decrementAndGet();
              ended.incrementAndGet();
            });
    QueueTrigger.Batching single =
        new QueueTrigger.Batching(1, Duration.ZERO, 2, Duration.ofSeconds(1));
    QueueTrigger trigger = QueueTrigger.start(sqs, source("Slow", url), function, single);
    two.await();
    Thread closing = Thread.ofVirtual().start(trigger::close);
    go.countDown();
    closing.join();
    assertThat(most).hasValue(2);
    assertThat(ended.get()).isBetween(2, 4);
    assertThat(running).hasValue(0);
  }

  @Test
  void the_schedule_never_overlaps_itself() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    List<JsonNode> events = new CopyOnWriteArrayList<>();
    LocalFunction function =
        function(
            (input, output, context) -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              events.add(JSON.readTree(input));
              three.countDown();
              running.decrementAndGet();
            });
    try (Schedule schedule =
        Schedule.start(function, Duration.ofMillis(1), InstantSource.system())) {
      three.await();
      assertThat(schedule).isNotNull();
    }
    assertThat(most).hasValue(1);
    assertThat(events.getFirst().path("source").asText()).isEqualTo("aws.events");
    assertThat(events.getFirst().path("detail-type").asText()).isEqualTo("Scheduled Event");
  }
}
