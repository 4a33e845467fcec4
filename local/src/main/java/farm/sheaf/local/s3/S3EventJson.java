package farm.sheaf.local.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a notification as S3 does ("Event message structure" in the S3 user guide, version 2.1):
 * keys URL-encoded with {@code +} for a space, ETags without quotes.
 */
final class S3EventJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OWNER = "sheaf";

  private final String region;
  private final AtomicLong sequence = new AtomicLong(System.nanoTime());

  S3EventJson(String region) {
    this.region = region;
  }

  String of(ObjectCreated created) {
    ObjectNode root = JSON.createObjectNode();
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
        .put("sequencer", "%016X".formatted(sequence.incrementAndGet()).toUpperCase(Locale.ROOT));
    return root.toString();
  }

  static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
