package farm.sheaf.worker.scene;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.job.WorkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTimesTest {
  private final FrameTimes times = new FrameTimes();

  @Test
  void the_first_frame_may_take_six_hours() {
    assertThat(times.timeout(Optional.empty())).isEqualTo(Duration.ofHours(6));
  }

  @ParameterizedTest
  @CsvSource({"PT1S, PT10M", "PT29S, PT10M", "PT31S, PT10M20S", "PT10M, PT3H20M", "PT1H, PT6H"})
  void later_ones_may_take_twenty_times_the_median_within_limits(Duration median, Duration limit) {
    times.add(median);
    times.add(Duration.ZERO);
    times.add(Duration.ofDays(1));

    assertThat(times.timeout(Optional.empty())).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/operations/limits.md"})
  void people_are_told_these_very_limits(String page) throws IOException {
    assertThat(Files.readString(Path.of("..").resolve(page)).replace("their median", "the median"))
        .contains("%d times the median".formatted(FrameTimes.TIMES_THE_MEDIAN))
        .contains(
            "but at least %d minutes and at most %d hours"
                .formatted(
                    FrameTimes.SHORTEST.toMinutes(),
                    WorkSettings.LONGEST_AUTOMATIC_TIMEOUT.toHours()));
  }

  @Test
  void a_setting_beats_the_median() {
    times.add(Duration.ofHours(1));

    assertThat(times.timeout(Optional.of(Duration.ofSeconds(5)))).isEqualTo(Duration.ofSeconds(5));
  }
}
