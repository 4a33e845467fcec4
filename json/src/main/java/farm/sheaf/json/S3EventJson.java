package farm.sheaf.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.job.InvalidRequestException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * S3's notification of objects created or removed ("Event message structure" in the S3 user guide,
 * version 2.1): both ways, for who hears of objects and for what stands in for S3. It has any
 * number of records, its keys are URL-encoded with {@code +} for a space, its ETags have no quotes.
 */
public final class S3EventJson {
  private static final String OWNER = "sheaf";

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

  /**
   * Writes the notification of one new object.
   *
   * @param sequence grows from one notification of a key to the next
   */
  public static String encode(ObjectCreated created, String region, long sequence) {
    ObjectNode root = Json.object();
    ObjectNode entry = root.putArray("Records").addObject();
    entry.put("eventVersion", "2.1").put("eventSource", "aws:s3").put("awsRegion", region);
    entry.put("eventTime", created.at().toString());
    entry.put("eventName", "ObjectCreated:" + created.how());
    entry.putObject("userIdentity").put("principalId", OWNER);
    entry.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    ObjectNode s3 = entry.putObject("s3");
    s3.put("s3SchemaVersion", "1.0").put("configurationId", "frame-events");
    ObjectNode bucket = s3.putObject("bucket").put("name", created.bucket());
    bucket.putObject("ownerIdentity").put("principalId", OWNER);
    bucket.put("arn", "arn:aws:s3:::" + created.bucket());
    s3.putObject("object")
        .put("key", encoded(created.key()))
        .put("size", created.content().bytes())
        .put("eTag", created.content().etag())
        .put("sequencer", "%016X".formatted(sequence));
    return Json.write(root);
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
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
