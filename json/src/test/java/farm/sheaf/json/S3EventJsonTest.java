package farm.sheaf.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.json.S3EventJson.ObjectEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3EventJsonTest {
  @Test
  void row13_every_entry_is_read_and_keys_are_decoded() throws Exception {
    assertThat(
            S3EventJson.decode(
                """
                {"Records": [
                  {"eventVersion": "2.1", "eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
                   "s3": {"bucket": {"name": "png-files-bucket"},
                          "object": {"key": "ball-1/frames/-0003.png", "size": 2048, "eTag": "x"}}},
                  {"eventName": "ObjectCreated:CompleteMultipartUpload",
                   "s3": {"bucket": {"name": "render-files-bucket"},
                          "object": {"key": "output/ball-1/my+f%C3%BCr+1%2B1.mp4", "size": 7}}},
                  {"eventName": "ObjectRemoved:Delete",
                   "s3": {"bucket": {"name": "png-files-bucket"}, "object": {"key": "a%2Fb"}}}]}\
                """))
        .containsExactly(
            new ObjectEvent(
                "png-files-bucket", "ball-1/frames/-0003.png", 2048, "ObjectCreated:Put"),
            new ObjectEvent(
                "render-files-bucket",
                "output/ball-1/my für 1+1.mp4",
                7,
                "ObjectCreated:CompleteMultipartUpload"),
            new ObjectEvent("png-files-bucket", "a/b", 0, "ObjectRemoved:Delete"))
        .extracting(ObjectEvent::created)
        .containsExactly(true, true, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ball-1/frames/-0003.png", "output/ball-1/my für 1+1 50%.mp4"})
  void what_is_written_is_read_back(String key) throws Exception {
    ObjectCreated created =
        new ObjectCreated(
            "b",
            key,
            new ObjectCreated.Content(2048, "e"),
            "Put",
            Instant.parse("2026-11-05T10:00:00Z"));
    assertThat(S3EventJson.decode(S3EventJson.encode(created, "eu-central-1", 1)))
        .containsExactly(new ObjectEvent("b", key, 2048, "ObjectCreated:Put"));
  }

  @Test
  void a_later_event_of_a_key_has_a_higher_sequencer_of_the_same_length() {
    assertThat(sequencer(255)).isEqualTo("00000000000000FF").isGreaterThan(sequencer(16));
  }

  private static String sequencer(long sequence) {
    ObjectCreated created =
        new ObjectCreated("b", "k", new ObjectCreated.Content(1, "e"), "Put", Instant.EPOCH);
    return Json.parseObject(S3EventJson.encode(created, "eu-central-1", sequence))
        .at("/Records/0/s3/object/sequencer")
        .asText();
  }

  @Test
  void the_test_event_of_a_new_notification_tells_of_no_object() throws Exception {
    assertThat(
            S3EventJson.decode(
                """
                {"Service": "Amazon S3", "Event": "s3:TestEvent", "Time": "2026-11-05T10:00:00Z",
                 "Bucket": "png-files-bucket", "RequestId": "5582815E1AEA5ADF"}\
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{}",
        "{\"Records\":{}}",
        "{\"Records\":[null]}",
        "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"b\"}}}]}",
        "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"%zz\"}}}]}",
      })
  void anything_else_is_named_unreadable(String text) {
    assertThatThrownBy(() -> S3EventJson.decode(text))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessageStartingWith("not a notification of S3's: ");
  }
}
