package farm.sheaf.aws.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.StubServer;
import farm.sheaf.aws.StubServer.Answer;
import farm.sheaf.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What SQS does on AWS and no embedded server does: it takes a part of a batch. */
class BatchSenderTest {
  private static final List<OutgoingMessage> THREE =
      Stream.of("a", "b", "c").map(body -> new OutgoingMessage(body, Optional.empty())).toList();

  private static final String THEIRS = "InternalError";
  private static final String OURS = "InvalidMessageContents";

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** Answers a batch, refusing the bodies that the test says. */
  private Answer answer(StubServer.Request request, Predicate<String> refused, String code) {
    if (request.operation().equals("GetQueueUrl")) {
      return new Answer(200, "{\"QueueUrl\": \"http://127.0.0.1/0/Queue\"}");
    }
    ObjectNode answer = Json.object();
    ArrayNode good = answer.putArray("Successful");
    ArrayNode bad = answer.putArray("Failed");
    StringBuilder bodies = new StringBuilder();
    for (JsonNode entry : Json.parseObject(request.body()).path("Entries")) {
      String body = entry.path("MessageBody").asText();
      bodies.append(body);
      if (refused.test(body)) {
        ObjectNode failure = bad.addObject().put("Id", entry.path("Id").asText());
        failure.put("Code", code);
        failure.put("SenderFault", code.equals(OURS));
      } else {
        ObjectNode success = good.addObject().put("Id", entry.path("Id").asText());
        success.put("MessageId", "m-" + body).put("MD5OfMessageBody", md5(body));
      }
    }
    asked.add(bodies.toString());
    return new Answer(200, Json.write(answer));
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void send(SqsClient sqs) {
    new BatchSender(sqs, new QueueUrls(sqs)).send("Queue", THREE);
  }

  @Test
  void what_a_queue_refused_for_a_moment_is_sent_again_alone() {
    try (StubServer server =
            new StubServer(
                request -> answer(request, body -> body.equals("b") && asked.isEmpty(), THEIRS));
        AwsClients clients = new AwsClients(server.environment())) {
      send(clients.sqs());
    }
    assertThat(asked).containsExactly("abc", "b");
  }

  @Test
  void what_a_queue_keeps_refusing_is_an_error_that_holds_it() {
    try (StubServer server =
            new StubServer(request -> answer(request, body -> !body.equals("a"), THEIRS));
        AwsClients clients = new AwsClients(server.environment())) {
      assertThatThrownBy(() -> send(clients.sqs()))
          .isInstanceOf(NotSentException.class)
          .hasMessageContainingAll("Queue", "2 messages", "InternalError")
          .satisfies(
              e ->
                  assertThat(((NotSentException) e).unsent())
                      .isEqualTo(THREE.subList(1, THREE.size())));
    }
    assertThat(asked).containsExactly("abc", "bc", "bc", "bc");
  }

  @Test
  void what_is_our_fault_is_not_tried_again() {
    try (StubServer server =
            new StubServer(request -> answer(request, body -> body.equals("c"), OURS));
        AwsClients clients = new AwsClients(server.environment())) {
      assertThatThrownBy(() -> send(clients.sqs())).hasMessageContaining(OURS);
    }
    assertThat(asked).containsExactly("abc");
  }
}
