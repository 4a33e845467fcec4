package farm.sheaf.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A batch of queue messages as Lambda hands it to a function, and the function's answer that names
 * those which must come again.
 *
 * <p>Source: "Using Lambda with Amazon SQS" and "Reporting batch item failures" in AWS's guide. A
 * record is read field by field, so a batch with a strange record still yields the others.
 */
public final class QueueBatch {
  private QueueBatch() {}

  /**
   * A message of a batch.
   *
   * @param queue the name at the end of its source's ARN
   */
  public record Message(String id, String queue, String body) {}

  /** Whether a function's payload is such a batch. */
  public static boolean is(ObjectNode payload) {
    return payload.path("Records").isArray();
  }

  /** The messages in their order. */
  public static List<Message> decode(ObjectNode payload) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode record : payload.path("Records")) {
      String arn = record.path("eventSourceARN").asText();
      messages.add(
          new Message(
              record.path("messageId").asText(),
              arn.substring(arn.lastIndexOf(':') + 1),
              record.path("body").asText()));
    }
    return messages;
  }

  /** {@code {"batchItemFailures": [{"itemIdentifier": "..."}]}}; empty means all are done with. */
  public static ObjectNode failures(Collection<String> messageIds) {
    ObjectNode answer = Json.object();
    ArrayNode failures = answer.putArray("batchItemFailures");
    messageIds.forEach(id -> failures.addObject().put("itemIdentifier", id));
    return answer;
  }
}
