package farm.sheaf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.job.Pool;
import farm.sheaf.worker.blender.CyclesDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void nothing_needs_to_be_said() {
    Options options = Options.parse(List.of());

    assertThat(options.pool()).isEqualTo(Pool.CPU);
    assertThat(options.times())
        .isEqualTo(
            new Options.Times(
                Duration.ofMinutes(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Optional.of(Duration.ofSeconds(60)),
                Optional.empty()));
    assertThat(options.attachment()).isEqualTo(Options.Attachment.NONE);
  }

  @Test
  void everything_can_be_said() {
    Options options =
        Options.parse(
            List.of(
                "--id",
                "w-1",
                "--pool",
                "gpu",
                "--blender",
                "/b",
                "--ffmpeg",
                "/f",
                "--scratch",
                "/s",
                "--launcher",
                "/l",
                "--lease",
                "5s",
                "--poll",
                "500ms",
                "--grace",
                "1h",
                "--chunk-time",
                "none",
                "--idle-exit",
                "2m",
                "--cycles-device",
                "CUDA",
                "--exit-with-parent"));

    assertThat(options)
        .isEqualTo(
            new Options(
                new WorkerId("w-1"),
                new Pool("gpu"),
                new Options.Programs(
                    Optional.of(Path.of("/b")),
                    Optional.of(CyclesDevice.CUDA),
                    Optional.of(Path.of("/f")),
                    Path.of("/s"),
                    Optional.of(Path.of("/l"))),
                new Options.Times(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(500),
                    Duration.ofHours(1),
                    Optional.empty(),
                    Optional.of(Duration.ofMinutes(2))),
                Options.Attachment.PARENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --leese 2m      | --leese: there is no such option
          --lease         | --lease: its value is missing
          --lease 0s      | --lease: it must be at least 1s
          --lease two     | --lease: "two" is not a time
          --chunk-time long | --chunk-time: "long" is not a time
          --chunk-time 0s | --chunk-time: it must be at least 1s
          --idle-exit soon | --idle-exit: "soon" is not a time
          --launcher /s   | --launcher: name with --scratch the folder
          --cycles-device cuda | --cycles-device: "cuda" is unknown; write one of [CPU, CUDA
          --poll 21s      | --poll: SQS waits at most 20s
          --pool C/PU     | --pool: "C/PU" is not a pool's name
          --id a/b        | --id: "a/b" cannot be a worker's id
          """)
  void a_wrong_command_line_is_named_with_what_to_write(String line, String message) {
    assertThatThrownBy(() -> Options.parse(List.of(line.strip().split(" ", -1))))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void row16_worker_ids_never_collide() {
    assertThat(IntStream.range(0, 1000).mapToObj(_ -> WorkerId.fresh()).distinct()).hasSize(1000);
  }
}
