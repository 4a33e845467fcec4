package farm.sheaf.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.scene.SceneVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @ParameterizedTest
  @CsvSource({"24, 24", "24.0, 24", "48/2, 24", "12.5, 25/2", "30000/1001, 30000/1001"})
  void row12_a_frame_rate_is_an_exact_ratio_and_equal_ones_are_one(String text, String written) {
    assertThat(FrameRate.parse(text)).hasToString(written);
    assertThat(FrameRate.parse(written)).isEqualTo(FrameRate.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "24/0", "fast", "²", "1e3"})
  void what_is_no_frame_rate_is_refused_naming_it(String text) {
    assertThatThrownBy(() -> FrameRate.parse(text))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("fps: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1920x1080", "50%", "4x4"})
  void a_resolution_is_read_back(String text) {
    assertThat(Resolution.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x10", "3x4", "0%", "1001%", "1920", "1920×1080", "70000x4"})
  void what_is_no_resolution_is_refused_naming_it(String text) {
    assertThatThrownBy(() -> Resolution.parse(text))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("resolution: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"h264", "h265", "h264:23", "none"})
  void a_video_is_read_back(String text) {
    assertThat(Video.parse(text)).hasToString(text);
  }

  @Test
  void a_list_of_frames_of_50_000_characters_is_taken_and_one_more_is_refused() {
    SceneVersion file = new SceneVersion("a.blend", "etag", 1);
    FrameSet longest = LongFrames.longest();
    assertThat(longest.notation())
        .hasSize(50_000)
        .isEqualTo(FrameSet.parse(longest.notation()).notation());
    assertThat(new JobSpec(file, longest, JobSettings.DEFAULT, "a", "").frames())
        .isEqualTo(longest);
    FrameSet oneOver = LongFrames.oneOver();
    assertThat(oneOver.notation()).hasSize(50_001);
    assertThatThrownBy(() -> new JobSpec(file, oneOver, JobSettings.DEFAULT, "a", ""))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContainingAll("50,001", "50,000", "submit it in parts");
  }

  @Test
  void a_frame_may_take_as_long_as_a_worker_can_keep_it() {
    Duration longest = WorkSettings.LONGEST_FRAME_TIMEOUT;
    assertThat(timeout(longest).frameTimeout()).hasValue(Duration.ofHours(11));
    assertThatThrownBy(() -> timeout(longest.plusSeconds(1)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContainingAll("frameTimeout: 39,601 s", "send at most \"11h\"");
    assertThatThrownBy(() -> timeout(Duration.ofMillis(999)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("frameTimeout: ");
  }

  private static WorkSettings timeout(Duration frameTimeout) {
    return new WorkSettings(OptionalInt.empty(), Optional.of(frameTimeout), 3, Pool.CPU);
  }
}
