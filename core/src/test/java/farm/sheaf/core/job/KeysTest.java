package farm.sheaf.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final String DIGEST =
      "3f9a2c81d0aabbccddeeff00112233445566778899aabbccddeeff0011223344";

  @ParameterizedTest
  @CsvSource({
    "1, ball-1/frames/0001.png",
    "10001, ball-1/frames/10001.png",
    "-3, ball-1/frames/-0003.png",
    "0, ball-1/frames/0000.png"
  })
  void a_frames_key_is_read_back(int frame, String key) {
    JobId id = new JobId("ball-1");
    assertThat(Keys.frame(id, frame, ImageFormat.PNG)).isEqualTo(key);
    assertThat(Keys.parseFrame(key)).contains(new Keys.FrameKey(id, frame));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, ball-1/segments/1/00000.mp4",
    "12, 345, ball-1/segments/12/00345.mp4",
    "2, 123456, ball-1/segments/2/123456.mp4"
  })
  void a_segments_key_is_read_back(int run, int number, String key) {
    JobId id = new JobId("ball-1");
    assertThat(Keys.segment(id, run, number)).isEqualTo(key).startsWith(Keys.segments(id, run));
    assertThat(Keys.parseSegment(key)).contains(new Keys.SegmentKey(id, run, number));
    assertThat(Keys.parseFrame(key)).isEmpty();
    assertThat(Keys.parseFilm(key)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/segments/1/0001.mp4",
        "a/segments/00001.mp4",
        "a/segments/x/00001.mp4",
        "a/segments/1/00001.mp4.part",
        "a/frames/0001.png",
        "-/segments/1/00001.mp4"
      })
  void other_objects_are_no_segments(String key) {
    assertThat(Keys.parseSegment(key)).isEmpty();
  }

  @Test
  void row15_two_jobs_never_share_a_frames_key() {
    String one = Keys.frame(new JobId("a"), 10_001, ImageFormat.PNG);
    String other = Keys.frame(new JobId("a1"), 1, ImageFormat.PNG);
    assertThat(one).isNotEqualTo(other);
    assertThat(Keys.parseFrame(one).orElseThrow().jobId()).isEqualTo(new JobId("a"));
    assertThat(Keys.parseFrame(other).orElseThrow().jobId()).isEqualTo(new JobId("a1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"holiday.mp4", "output/holiday.mp4", "films/output/a-1/x.mp4", "output/A/x.mp4"})
  void row13_a_foreign_film_is_no_film_of_ours(String key) {
    assertThat(Keys.parseFilm(key)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/preview/0001.png",
        "a/canceled",
        "a/frames/1.png",
        "a/frames/x.png",
        "-/frames/0001.png"
      })
  void other_objects_are_no_frames(String key) {
    assertThat(Keys.parseFrame(key)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "rolling_ball.blend, rolling-ball-3f9a2c81d0",
    "shots/Übung Nr 1.blend, ubung-nr-1-3f9a2c81d0",
    "日本.blend, scene-3f9a2c81d0",
    "a.blend.bak, a-blend-bak-3f9a2c81d0"
  })
  void row8_a_jobs_id_is_plain_whatever_the_scene_is_called(String key, String id) {
    assertThat(JobId.derived(key, DIGEST, 10)).hasToString(id);
  }
}
