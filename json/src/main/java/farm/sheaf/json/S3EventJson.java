package farm.sheaf.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.job.InvalidRequestException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * S3's notification of objects created or removed ("Event message structure" in the S3 user guide).
 * It has any number of records, and its keys are URL-encoded with {@code +} for a space.
 */
public final class S3EventJson {
  private S3EventJson() {}

  /**
   * What happened to one object.
   *
   * @param key decoded
   * @param bytes the object's size; 0 where the event does not tell, as when it was removed
   * @param event such as {@code ObjectCreated:Put}
   */
  public record ObjectEvent(String bucket, String key, long bytes, String event) {
    public boolean created() {
      return event.startsWith("ObjectCreated:");
    }
  }

  /**
   * Reads all records of a notification; none for the test event that S3 sends when the
   * notification is set up.
   *
   * @throws UnreadableMessageException when it is no notification of S3's, saying why
   */
  public static List<ObjectEvent> decode(String text) throws UnreadableMessageException {
    try {
      ObjectNode node = Json.parseObject(text);
      if (node.path("Event").asText().equals("s3:TestEvent")) {
        return List.of();
      }
      if (!node.path("Records").isArray()) {
        throw Fields.missing("Records");
      }
      List<ObjectEvent> events = new ArrayList<>();
      for (JsonNode entry : node.path("Records")) {
        events.add(entry(entry));
      }
      return List.copyOf(events);
    } catch (InvalidRequestException e) {
      throw new UnreadableMessageException("not a notification of S3's: " + e.getMessage());
    }
  }

  private static ObjectEvent entry(JsonNode entry) {
    String event = entry.path("eventName").asText();
    return new ObjectEvent(
        text(entry, "/s3/bucket/name"),
        decoded(text(entry, "/s3/object/key")),
        entry.at("/s3/object/size").asLong(),
        event.startsWith("s3:") ? event.substring("s3:".length()) : event);
  }

  private static String text(JsonNode entry, String pointer) {
    JsonNode value = entry.at(pointer);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw Fields.missing(pointer);
    }
    return value.textValue();
  }

  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("key: %s is not URL-encoded".formatted(Json.shown(key)));
    }
  }
}
