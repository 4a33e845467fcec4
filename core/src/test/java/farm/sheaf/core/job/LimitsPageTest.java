package farm.sheaf.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The limits that README and {@code docs/operations/limits.md} name are those of the code. */
class LimitsPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void readme_names_the_limits_of_frames_timeouts_and_attempts() throws IOException {
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains(
            "`-10-5`; at most %,d characters and %,d frames |"
                .formatted(JobSpec.LONGEST_FRAMES_TEXT, FrameSet.MOST),
            "at most `%dh`; without it".formatted(WorkSettings.LONGEST_FRAME_TIMEOUT.toHours()),
            "| `maxAttempts` | 1 to %d |".formatted(WorkSettings.MOST_ATTEMPTS));
  }

  @Test
  void the_page_of_limits_names_those_of_a_job() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/operations/limits.md")))
        .contains(
            "a list of frames as text %,d characters |".formatted(JobSpec.LONGEST_FRAMES_TEXT),
            "| tasks of a job | %,d;".formatted(Run.MOST_TASKS),
            "| frames of a job | %,d |".formatted(FrameSet.MOST),
            "| attempts at a frame | %d unless the job says otherwise (1 to %d) |"
                .formatted(WorkSettings.DEFAULT_ATTEMPTS, WorkSettings.MOST_ATTEMPTS),
            "| a frame | %d hours at most (`frameTimeout`); where the job does not say, %d hours"
                .formatted(
                    WorkSettings.LONGEST_FRAME_TIMEOUT.toHours(),
                    WorkSettings.LONGEST_AUTOMATIC_TIMEOUT.toHours()));
  }
}
