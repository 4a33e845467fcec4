package farm.sheaf.worker.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.claim.LeaseLostException;
import farm.sheaf.worker.stub.Bench;
import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.StubMessage;
import farm.sheaf.worker.stub.StubSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chunk that outlives its time is shared out among other workers. */
class ChunkTimeTest {
  private static final Duration TIME = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = bench(Duration.ofHours(1));
  }

  private Bench bench(Duration frameTime) throws IOException {
    return new Bench(folder, new StubSessions(frameTime), Duration.ofMinutes(1), Optional.of(TIME));
  }

  private void framesTake(Duration frameTime) throws IOException {
    bench.close();
    bench = bench(frameTime);
  }

  @AfterEach
  void tearDown() throws IOException {
    bench.close();
  }

  @Test
  void frames_of_an_hour_are_free_for_as_many_workers_within_a_minute() throws IOException {
    List<Work> sentWithinTheTime = new ArrayList<>();
    var _ =
        bench.time.after(TIME.plusSeconds(1), () -> sentWithinTheTime.addAll(bench.farm.sent()));

    bench.render(Jobs.render("1-24"));

    assertThat(sentWithinTheTime)
        .extracting(work -> ((Work.Render) work).frames())
        .containsExactlyElementsOf(IntStream.rangeClosed(2, 24).mapToObj(FrameSet::of).toList());
    assertThat(bench.farm.sent())
        .hasSize(23)
        .allSatisfy(
            work -> {
              assertThat(((Work.Render) work).attempts()).isEqualTo(Attempts.NONE);
              assertThat(((Work.Render) work).story()).isEqualTo(Work.Story.PLANNED);
            });
    assertThat(bench.sessions.script().rendered()).containsExactly(1);
    assertThat(bench.farm.deeds()).containsSubsequence("send 24", "put 1", "delete");
    assertThat(bench.farm.events(WorkerEvent.Type.HANDED_BACK)).hasSize(1);
  }

  @Test
  void the_rest_is_cut_by_the_pace_so_far() throws IOException {
    framesTake(Duration.ofSeconds(25));

    bench.render(Jobs.render("1-12"));

    assertThat(bench.sessions.script().rendered()).containsExactly(1, 2, 3);
    assertThat(frames(bench.farm.sent()))
        .containsExactly(
            FrameSet.parse("4-5"),
            FrameSet.parse("6-7"),
            FrameSet.parse("8-9"),
            FrameSet.parse("10-11"),
            FrameSet.parse("12"));
  }

  @Test
  void a_chunk_that_ends_in_time_stays_whole() throws IOException {
    framesTake(Duration.ofSeconds(5));

    bench.render(Jobs.render("1-12"));
    bench.advance(TIME);

    assertThat(bench.farm.objects()).hasSize(12);
    assertThat(bench.farm.sent()).isEmpty();
  }

  @Test
  void a_simulation_is_never_shared_out() throws IOException {
    bench.sessions.simulateFrom(1);

    bench.render(Jobs.render("1-3"));

    assertThat(bench.farm.sent()).isEmpty();
    assertThat(bench.farm.objects()).hasSize(3);
  }

  @Test
  void what_cannot_be_sent_is_tried_again_after_as_long_and_sent_once() throws IOException {
    framesTake(Duration.ofMinutes(5));
    bench.farm.faults().fail("send", 1);

    bench.render(Jobs.render("1-4"));

    assertThat(bench.sessions.script().rendered()).containsExactly(1);
    assertThat(frames(bench.farm.sent()))
        .containsExactly(FrameSet.of(2), FrameSet.of(3), FrameSet.of(4));
  }

  @Test
  void after_a_crash_only_what_is_missing_is_rendered_or_shared_and_others_look_before_rendering()
      throws IOException {
    Work.Render old = Jobs.render("1-5");
    bench.farm.objects().put(Keys.frame(Jobs.ID, 2, ImageFormat.PNG), new byte[1]);
    // Another worker ends frame 4 just before the time is over.
    var _ =
        bench.time.after(
            TIME.minusSeconds(1),
            () -> bench.farm.objects().put(Keys.frame(Jobs.ID, 4, ImageFormat.PNG), new byte[1]));

    bench.render(old, new StubMessage(bench.farm, old, 2));

    assertThat(bench.sessions.script().rendered()).containsExactly(1);
    assertThat(frames(bench.farm.sent())).containsExactly(FrameSet.of(3), FrameSet.of(5));
    assertThat(bench.farm.sent())
        .allSatisfy(
            work -> assertThat(((Work.Render) work).story().cause()).isEqualTo(Work.Cause.REPAIR));
  }

  @Test
  void the_frame_in_work_at_a_drain_is_all_that_goes_back_after_the_rest_was_shared()
      throws IOException {
    var _ = bench.time.after(Duration.ofMinutes(10), bench.drain::request);

    bench.render(Jobs.render("1-3"));

    assertThat(frames(bench.farm.sent()))
        .containsExactly(FrameSet.of(2), FrameSet.of(3), FrameSet.of(1));
    assertThat(bench.farm.deeds()).endsWith("send 1", "delete");
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 60})
  void a_worker_that_lost_its_lease_shares_nothing(int secondsBefore) throws IOException {
    Work.Render work = Jobs.render("1-3");
    StubMessage message = bench.message(work);
    var _ =
        bench.time.after(Duration.ofSeconds(secondsBefore - 1), () -> bench.time.jump(Bench.LEASE));

    assertThatThrownBy(() -> bench.render(work, message)).isInstanceOf(LeaseLostException.class);

    assertThat(bench.farm.sent()).isEmpty();
    assertThat(bench.farm.deeds()).doesNotContain("delete");
  }

  private static List<FrameSet> frames(List<Work> sent) {
    return sent.stream().map(work -> ((Work.Render) work).frames()).toList();
  }
}
