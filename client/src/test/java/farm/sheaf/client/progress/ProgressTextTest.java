package farm.sheaf.client.progress;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.talk.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProgressTextTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void a_terminal_sees_a_bar_a_pace_and_the_time_left() {
    List<Snapshot> seen = List.of(at(0, "rendering", 0), at(30, "rendering", 12));

    assertThat(ProgressText.terminalLine(seen))
        .isEqualTo("rendering  [######------------------] 12/48  24.0 frames/min  1 min 30 s left");
  }

  @Test
  void no_line_is_wider_than_a_terminal_of_eighty_columns() {
    Snapshot wordy =
        new Snapshot(START, "queued", new Snapshot.Count(0, 0, 100_000), "no worker ".repeat(20));

    assertThat(ProgressText.terminalLine(List.of(wordy))).hasSizeLessThan(80);
  }

  @Test
  void frames_that_were_there_before_do_not_make_the_pace() {
    List<Snapshot> seen = List.of(at(0, "rendering", 40), at(60, "rendering", 44));

    assertThat(Pace.of(seen)).contains(new Pace(4, Duration.ofMinutes(1)));
  }

  @Test
  void the_wait_for_a_worker_does_not_slow_the_pace() {
    List<Snapshot> seen = List.of(at(0, "queued", 0), at(50, "queued", 0), at(60, "rendering", 10));

    assertThat(Pace.of(seen).orElseThrow().framesPerMinute()).isEqualTo(60);
  }

  @Test
  void the_pace_follows_the_last_minute_and_a_half() {
    List<Snapshot> seen = new ArrayList<>();
    seen.add(at(0, "rendering", 0));
    seen.add(at(300, "rendering", 5));
    seen.add(at(390, "rendering", 35));

    assertThat(Pace.of(seen).orElseThrow().framesPerMinute()).isEqualTo(20);
  }

  @Test
  void no_frame_yet_means_no_pace() {
    assertThat(Pace.of(List.of(at(0, "rendering", 0), at(9, "rendering", 0)))).isEmpty();
    assertThat(ProgressText.plainLine(List.of(at(0, "rendering", 0))))
        .isEqualTo("rendering: 0 of 48 frames");
  }

  @Test
  void a_log_hears_a_new_status_at_once_and_numbers_now_and_then() {
    List<Snapshot> everyHalfSecond =
        IntStream.rangeClosed(0, 24)
            .mapToObj(i -> atMillis(i * 500L, i == 24 ? "sequencing" : "rendering", 2 * i))
            .toList();

    assertThat(ProgressText.plainLines(everyHalfSecond))
        .containsExactly(
            "rendering: 0 of 48 frames",
            "rendering: 20 of 48 frames, 240.0 frames/min, 7 s left",
            "rendering: 40 of 48 frames, 240.0 frames/min, 2 s left",
            "sequencing: 48 of 48 frames");
  }

  @Test
  void a_log_hears_nothing_where_nothing_changes() {
    List<Snapshot> still =
        IntStream.range(0, 100).mapToObj(i -> at(i * 60, "rendering", 3)).toList();

    assertThat(ProgressText.plainLines(still)).containsExactly("rendering: 3 of 48 frames");
  }

  @Test
  void failed_frames_and_the_reason_to_wait_are_told() {
    Snapshot snapshot =
        new Snapshot(START, "queued", new Snapshot.Count(1, 2, 48), "3 tasks ahead");

    assertThat(ProgressText.plainLine(List.of(snapshot)))
        .isEqualTo("queued: 1 of 48 frames, 2 failed, 3 tasks ahead");
  }

  @Test
  void durations_are_no_finer_than_they_can_be_known() {
    assertThat(
            IntStream.of(0, 45, 60, 200, 601, 3600, 7500)
                .mapToObj(seconds -> Durations.said(Duration.ofSeconds(seconds))))
        .containsExactly("0 s", "45 s", "1 min", "3 min 20 s", "10 min", "1 h", "2 h 5 min");
  }

  private static Snapshot at(int seconds, String status, int done) {
    return atMillis(seconds * 1000L, status, done);
  }

  private static Snapshot atMillis(long millis, String status, int done) {
    return new Snapshot(START.plusMillis(millis), status, new Snapshot.Count(done, 0, 48), "");
  }
}
