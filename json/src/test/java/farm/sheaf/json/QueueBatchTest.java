package farm.sheaf.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.json.QueueBatch.Message;
import farm.sheaf.json.QueueBatch.Received;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueBatchTest {
  private static final String ARN = "arn:aws:sqs:eu-central-1:000000000000:FrameEvents";
  private static final List<String> GIVEN = List.of("m1", "m2");

  private static Received received(String id) {
    return new Received(id, "r-" + id, "{}", "md5", Map.of("ApproximateReceiveCount", "2"));
  }

  @Test
  void what_is_handed_to_a_function_is_what_it_reads() {
    ObjectNode payload = QueueBatch.encode(List.of(received("m1"), received("m2")), ARN);
    assertThat(QueueBatch.is(payload)).isTrue();
    assertThat(QueueBatch.decode(Json.parseObject(Json.write(payload))))
        .containsExactly(
            new Message("m1", "FrameEvents", "{}"), new Message("m2", "FrameEvents", "{}"));
  }

  @Test
  void a_message_looks_as_lambda_makes_it() {
    assertThat(QueueBatch.encode(List.of(received("m1")), ARN))
        .hasToString(
            """
            {"Records":[{"messageId":"m1","receiptHandle":"r-m1","body":"{}",\
            "attributes":{"ApproximateReceiveCount":"2"},"messageAttributes":{},"md5OfBody":"md5",\
            "eventSource":"aws:sqs",\
            "eventSourceARN":"arn:aws:sqs:eu-central-1:000000000000:FrameEvents",\
            "awsRegion":"eu-central-1"}]}\
            """);
  }

  @Test
  void a_functions_answer_leaves_the_failed_messages() {
    String answer = Json.write(QueueBatch.failures(List.of("m2", "m2")));
    assertThat(QueueBatch.done(GIVEN, answer)).containsExactly("m1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":[]}"})
  void an_answer_that_names_none_is_done_with_all(String answer) {
    assertThat(QueueBatch.done(GIVEN, answer)).containsExactlyInAnyOrder("m1", "m2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"other\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{}]}",
      })
  void an_answer_that_names_no_message_of_the_batch_fails_the_batch(String answer) {
    assertThat(QueueBatch.done(GIVEN, answer)).isEmpty();
  }
}
