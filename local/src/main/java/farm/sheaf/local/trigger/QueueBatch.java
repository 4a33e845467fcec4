package farm.sheaf.local.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.local.function.LocalFunction.Outcome;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Messages on their way to a function: the event that Lambda makes of them, and what the answer
 * says of each ("Using Lambda with Amazon SQS", ReportBatchItemFailures).
 */
record QueueBatch(List<Message> messages) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param queueArn names the queue to the handler; ends in the queue's name
   */
  String event(String queueArn) {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    String region = queueArn.split(":", -1)[3];
    for (Message message : messages) {
      ObjectNode entry = records.addObject();
      entry.put("messageId", message.messageId());
      entry.put("receiptHandle", message.receiptHandle());
      entry.put("body", message.body());
      ObjectNode attributes = entry.putObject("attributes");
      message.attributesAsStrings().forEach(attributes::put);
      entry.putObject("messageAttributes");
      entry.put("md5OfBody", message.md5OfBody());
      entry.put("eventSource", "aws:sqs").put("eventSourceARN", queueArn).put("awsRegion", region);
    }
    return event.toString();
  }

  /**
   * The messages that are done with. None when the handler threw, answered what is no answer, or
   * named a message that it was not given: Lambda takes each of these for a failure of the batch.
   */
  List<Message> succeeded(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Threw threw -> List.of();
      case Outcome.Answered answered -> {
        Set<String> given = new HashSet<>(messages.stream().map(Message::messageId).toList());
        try {
          Set<String> failed = failures(answered.payload());
          yield given.containsAll(failed)
              ? messages.stream().filter(m -> !failed.contains(m.messageId())).toList()
              : List.of();
        } catch (IOException e) {
          yield List.of();
        }
      }
    };
  }

  private static Set<String> failures(String answer) throws IOException {
    Set<String> failed = new HashSet<>();
    JsonNode root = answer.isEmpty() ? JSON.nullNode() : JSON.readTree(answer);
    for (JsonNode item : root.path("batchItemFailures")) {
      String id = item.path("itemIdentifier").asText("");
      if (id.isEmpty()) {
        throw new IOException("a batch item failure without its identifier");
      }
      failed.add(id);
    }
    return failed;
  }
}
