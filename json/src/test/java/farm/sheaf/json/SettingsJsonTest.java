package farm.sheaf.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.Missing;
import farm.sheaf.core.job.OutputSettings;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.RenderSettings;
import farm.sheaf.core.job.Resolution;
import farm.sheaf.core.job.Scripts;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.job.WorkSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsJsonTest {
  static final JobSettings ALL =
      new JobSettings(
          new RenderSettings(
              Optional.of("Szene für \"alle\""),
              Optional.of("Camera.001"),
              Optional.of(Engine.EEVEE),
              OptionalInt.of(64),
              Optional.of(new Resolution.Pixels(270, 338)),
              Denoise.OFF,
              Scripts.ALLOW,
              Missing.FAIL),
          new OutputSettings(
              ImageFormat.JPEG,
              new Video.Film(Video.Codec.H265, 23),
              Optional.of(new FrameRate(30_000, 1001))),
          new WorkSettings(
              OptionalInt.of(7), Optional.of(Duration.ofMinutes(90)), 5, new Pool("gpu")));

  private static JobSettings decode(String json) {
    return SettingsJson.decode(Json.parseObject(json));
  }

  @Test
  void every_setting_survives_being_written_and_read() {
    ObjectNode node = Json.object();
    SettingsJson.encode(ALL, node);
    assertThat(node.properties()).hasSize(SettingsJson.FIELDS.size());
    assertThat(SettingsJson.decode(Json.parseObject(Json.write(node)))).isEqualTo(ALL);
  }

  @Test
  void the_defaults_are_not_written_and_nothing_reads_as_the_defaults() {
    ObjectNode node = Json.object();
    SettingsJson.encode(JobSettings.DEFAULT, node);
    assertThat(node).isEmpty();
    assertThat(decode("{}")).isEqualTo(JobSettings.DEFAULT);
  }

  @Test
  void defaults_said_aloud_are_the_defaults() {
    assertThat(
            decode(
                """
                {"chunk": "auto", "format": "png", "video": "h264", "denoise": "auto",
                 "scripts": "deny", "missing": "warn", "maxAttempts": 3, "pool": "cpu"}\
                """))
        .isEqualTo(JobSettings.DEFAULT);
  }

  @Test
  void numbers_may_come_as_text() {
    assertThat(decode("{\"samples\": \"17\", \"chunk\": \"4\", \"maxAttempts\": \"2\"}"))
        .isEqualTo(decode("{\"samples\": 17, \"chunk\": 4, \"maxAttempts\": 2}"));
  }

  @ParameterizedTest
  @CsvSource({
    "600, 600",
    "'\"600\"', 600",
    "'\"90s\"', 90",
    "'\"10m\"', 600",
    "'\"2h\"', 7200",
    "2.5, 2.5",
  })
  void frame_timeout_takes_seconds_or_a_unit(String sent, double seconds) {
    Duration expected = Duration.ofMillis(Math.round(seconds * 1000));
    JobSettings settings = decode("{\"frameTimeout\": " + sent + "}");
    assertThat(settings.work().frameTimeout()).contains(expected);
    ObjectNode written = Json.object();
    SettingsJson.encode(settings, written);
    assertThat(SettingsJson.decode(written)).isEqualTo(settings);
  }

  @Test
  void a_timeout_on_record_that_is_longer_than_possible_is_the_longest() {
    ObjectNode kept = Json.parseObject("{\"frameTimeout\": 172800}");
    assertThat(SettingsJson.decodeRecorded(kept).work().frameTimeout())
        .contains(WorkSettings.LONGEST_FRAME_TIMEOUT);
    assertThat(SettingsJson.decodeRecorded(Json.parseObject("{\"frameTimeout\": 90}")))
        .isEqualTo(decode("{\"frameTimeout\": 90}"));
  }

  @ParameterizedTest
  @CsvSource({"24, 24, 1", "12.5, 125, 10", "'\"30000/1001\"', 30000, 1001", "'\"24\"', 24, 1"})
  void fps_takes_numbers_and_fractions(String sent, int numerator, int denominator) {
    assertThat(decode("{\"fps\": " + sent + "}").output().fps())
        .contains(new FrameRate(numerator, denominator));
  }

  @Test
  void row6_a_superscript_digit_is_refused_with_a_message_that_names_it() {
    assertThatThrownBy(() -> decode("{\"samples\": \"²\"}"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContainingAll("samples", "²", "0 to 9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "samples | 1.5",
        "samples | true",
        "samples | 0",
        "samples | 99999999999",
        "samples | null",
        "samples | [8]",
        "engine | \"Cycles\"",
        "engine | 3",
        "resolution | \"1920\"",
        "resolution | 50",
        "fps | \"fast\"",
        "fps | 1e999999999",
        "chunk | \"some\"",
        "chunk | 0",
        "chunk | true",
        "format | \"tiff\"",
        "video | \"gif\"",
        "denoise | true",
        "scripts | \"yes\"",
        "missing | {}",
        "frameTimeout | \"10 minutes\"",
        "frameTimeout | 0",
        "frameTimeout | \"12h\"",
        "frameTimeout | \"999999999h\"",
        "maxAttempts | 11",
        "pool | \"GPU 1\"",
        "scene | \"\"",
        "camera | 1",
      })
  void a_wrong_value_is_refused_naming_field_and_value(String field, String sent) {
    assertThatThrownBy(() -> decode("{\"%s\": %s}".formatted(field, sent)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(field)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void an_unknown_field_is_named_with_the_nearest_known_one() {
    assertThatThrownBy(
            () ->
                new Fields(Json.parseObject("{\"sample\": 8}")).refuseUnknown(SettingsJson.FIELDS))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContainingAll("\"sample\"", "\"samples\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1]", "7", "{", "''", "{} {}", "{\"a\":1,\"a\":2}"})
  void what_is_no_json_object_is_refused(String text) {
    assertThatThrownBy(() -> Json.parseObject(text)).isInstanceOf(InvalidRequestException.class);
  }
}
