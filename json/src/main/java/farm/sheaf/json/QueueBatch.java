package farm.sheaf.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A batch of queue messages as Lambda hands it to a function, and the function's answer that names
 * those which must come again: both ways, for the functions and for what stands in for Lambda.
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

  /**
   * A message as SQS hands it out.
   *
   * @param md5 of the body, in hexadecimal
   * @param attributes SQS's own, by name
   */
  public record Received(
      String id, String receiptHandle, String body, String md5, Map<String, String> attributes) {
    public Received {
      attributes = Map.copyOf(attributes);
    }
  }

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

  /**
   * The payload for a function.
   *
   * @param queueArn names the queue to the function; ends in the queue's name
   */
  public static ObjectNode encode(Collection<Received> messages, String queueArn) {
    ObjectNode payload = Json.object();
    ArrayNode records = payload.putArray("Records");
    String region = queueArn.split(":", -1)[3];
    for (Received message : messages) {
      ObjectNode entry = records.addObject();
      entry.put("messageId", message.id());
      entry.put("receiptHandle", message.receiptHandle());
      entry.put("body", message.body());
      ObjectNode attributes = entry.putObject("attributes");
      message.attributes().forEach(attributes::put);
      entry.putObject("messageAttributes");
      entry.put("md5OfBody", message.md5());
      entry.put("eventSource", "aws:sqs").put("eventSourceARN", queueArn).put("awsRegion", region);
    }
    return payload;
  }

  /** {@code {"batchItemFailures": [{"itemIdentifier": "..."}]}}; empty means all are done with. */
  public static ObjectNode failures(Collection<String> messageIds) {
    ObjectNode answer = Json.object();
    ArrayNode failures = answer.putArray("batchItemFailures");
    messageIds.forEach(id -> failures.addObject().put("itemIdentifier", id));
    return answer;
  }

  /**
   * The messages that are done with by a function's answer. None when it is no answer, or names a
   * message that was not given: Lambda takes each of these for a failure of the batch.
   *
   * @param given the ids of the messages of the batch
   * @param answer the function's payload; empty or {@code null} means that all are done with
   */
  public static Set<String> done(Collection<String> given, String answer) {
    try {
      Set<String> failed = new HashSet<>();
      for (JsonNode item : Json.MAPPER.readTree(answer).path("batchItemFailures")) {
        failed.add(item.path("itemIdentifier").asText());
      }
      return given.containsAll(failed)
          ? given.stream().filter(id -> !failed.contains(id)).collect(Collectors.toSet())
          : Set.of();
    } catch (JsonProcessingException e) {
      return Set.of();
    }
  }
}
