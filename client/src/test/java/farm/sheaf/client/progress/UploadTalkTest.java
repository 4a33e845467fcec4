package farm.sheaf.client.progress;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.talk.Style;
import farm.sheaf.talk.Talk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UploadTalkTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private Instant now = Instant.EPOCH;

  @Test
  void a_terminal_sees_bytes_rate_and_the_rest() {
    UploadTalk talk = talk(Style.TERMINAL);
    talk.accept(0);
    now = now.plusSeconds(4);
    talk.accept(40_000_000);

    assertThat(lines())
        .containsExactly(
            "uploading  [------------------------] 0 bytes of 108 MB  shot.blend",
            "uploading  [########----------------] 40 MB of 108 MB  10 MB/s  7 s left  shot."
                .substring(0, 79));
  }

  @Test
  void it_is_not_written_anew_with_every_byte_and_never_counts_down() {
    UploadTalk talk = talk(Style.TERMINAL);
    for (int i = 0; i < 100; i++) {
      talk.accept(1_000 + i);
      now = now.plusMillis(1);
    }
    now = now.plusSeconds(1);
    talk.accept(0);

    assertThat(lines()).hasSize(2);
    assertThat(lines().getLast()).contains("1.1 kB of 108 MB");
  }

  @Test
  void a_pipe_hears_nothing() {
    UploadTalk talk = talk(Style.PLAIN);
    talk.accept(1);
    now = now.plus(Duration.ofMinutes(1));
    talk.accept(2);

    assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private UploadTalk talk(Style style) {
    PrintStream people = new PrintStream(shown, true, StandardCharsets.UTF_8);
    return new UploadTalk(new Talk(people, people, style), () -> now, "shot.blend", 108_000_000);
  }

  private List<String> lines() {
    return Arrays.stream(shown.toString(StandardCharsets.UTF_8).split("\r\u001b\\[K", -1))
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
