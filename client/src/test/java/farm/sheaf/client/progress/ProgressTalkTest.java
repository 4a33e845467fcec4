package farm.sheaf.client.progress;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.talk.Style;
import farm.sheaf.talk.Talk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProgressTalkTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void a_terminal_has_one_living_line_that_the_next_word_clears() {
    assertThat(told(Style.of(Map.of("NO_COLOR", "1"), true)))
        .isEqualTo(
            "\r\u001b[Krendering  [------------------------] 0/2"
                + "\r\u001b[Krendering  [############------------] 1/2  60.0 frames/min  1 s left"
                + "\r\u001b[Kthe end\n");
  }

  @Test
  void a_pipe_and_a_ci_log_get_plain_lines() {
    String plain = "rendering: 0 of 2 frames\nthe end\n";

    assertThat(told(Style.of(Map.of(), false))).isEqualTo(plain);
    assertThat(told(Style.of(Map.of("CI", "true"), true))).isEqualTo(plain);
    assertThat(told(Style.of(Map.of("TERM", "dumb"), true))).isEqualTo(plain);
  }

  @Test
  void colours_are_for_terminals_whose_owner_wants_them() {
    assertThat(Style.of(Map.of(), true).red("x")).isEqualTo("\u001b[31mx\u001b[0m");
    assertThat(Style.of(Map.of("NO_COLOR", "1"), true).red("x")).isEqualTo("x");
    assertThat(Style.of(Map.of(), false).red("x")).isEqualTo("x");
  }

  private static String told(Style style) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream people = new PrintStream(err, true, StandardCharsets.UTF_8);
    Talk talk = new Talk(people, people, style);
    ProgressTalk progress = new ProgressTalk(talk);
    progress.show(new Snapshot(START, "rendering", new Snapshot.Count(0, 0, 2), ""));
    progress.show(new Snapshot(START.plusSeconds(1), "rendering", new Snapshot.Count(1, 0, 2), ""));
    talk.say("the end");
    return err.toString(StandardCharsets.UTF_8);
  }
}
