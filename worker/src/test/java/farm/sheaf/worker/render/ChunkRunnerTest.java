package farm.sheaf.worker.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import farm.sheaf.worker.claim.LeaseLostException;
import farm.sheaf.worker.outage.OutageException;
import farm.sheaf.worker.stub.Bench;
import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.StubMessage;
import farm.sheaf.worker.stub.StubSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a stub renderer and a farm in memory: what is tried here is what goes wrong. */
class ChunkRunnerTest {
  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Bench(folder);
  }

  @AfterEach
  void nothing_is_left_open() throws IOException {
    bench.close();
    assertThat(bench.sessions.leftOpen()).isZero();
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void all_frames_are_stored_before_the_message_is_deleted() throws IOException {
    bench.render(Jobs.render("-1-3"));

    assertThat(bench.farm.objects())
        .containsOnlyKeys(
            Jobs.ID + "/frames/-0001.png",
            Jobs.ID + "/frames/0000.png",
            Jobs.ID + "/frames/0001.png",
            Jobs.ID + "/frames/0002.png",
            Jobs.ID + "/frames/0003.png");
    assertThat(bench.farm.deeds())
        .containsSubsequence("put -1", "put 0", "put 1", "put 2", "put 3", "delete");
    assertThat(types())
        .startsWith(
            WorkerEvent.Type.DOWNLOADING_SCENE,
            WorkerEvent.Type.SESSION_OPENED,
            WorkerEvent.Type.RENDERING_STARTED,
            WorkerEvent.Type.FRAME_RENDERED);
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_RENDERED))
        .hasSize(5)
        .allSatisfy(event -> assertThat(event.detail().attempt()).hasValue(1));
  }

  @Test
  void chunks_of_a_run_share_one_session_and_one_download_and_are_not_listed() throws IOException {
    bench.render(Jobs.render("1-3"));
    bench.render(Jobs.render("4-6"));
    bench.render(Jobs.render("7"));

    assertThat(bench.sessions.opened()).hasSize(1);
    assertThat(bench.farm.deeds().stream().filter(d -> d.startsWith("download"))).hasSize(1);
    assertThat(bench.farm.deeds().stream().filter("list"::equals)).hasSize(1);
  }

  @Test
  void another_run_has_a_session_of_its_own_but_no_other_download() throws IOException {
    bench.render(Jobs.render("1-3", 1));
    bench.render(Jobs.render("4-6", 2));

    assertThat(bench.sessions.opened()).hasSize(2);
    assertThat(bench.sessions.leftOpen()).isOne();
    assertThat(bench.farm.deeds().stream().filter(d -> d.startsWith("download"))).hasSize(1);
  }

  @Test
  void frames_of_a_redelivered_message_that_are_there_are_not_rendered_again() throws IOException {
    bench.render(Jobs.render("1-3"));
    Work.Render redelivered = Jobs.render("1-5");

    bench.render(redelivered, new StubMessage(bench.farm, redelivered, 2));

    assertThat(bench.sessions.script().rendered()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void a_whole_message_that_comes_twice_changes_nothing() throws IOException {
    Work.Render work = Jobs.render("1-5");
    bench.render(work);
    int rendered = bench.farm.events(WorkerEvent.Type.FRAME_RENDERED).size();

    bench.render(work, new StubMessage(bench.farm, work, 2));

    assertThat(bench.sessions.script().rendered()).hasSize(5);
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_RENDERED)).hasSize(rendered);
    assertThat(bench.farm.deeds()).endsWith("delete");
  }

  @ParameterizedTest
  @EnumSource(names = {"RESOURCE", "PLATFORM", "TIMEOUT", "CRASH"})
  void a_frame_that_may_succeed_goes_round_again_alone_with_its_count(FailureKind kind)
      throws IOException {
    bench.sessions.script().fail(2, kind, "no luck");

    bench.render(Jobs.render("1-4"));

    assertThat(bench.farm.sent())
        .containsExactly(
            new Work.Render(
                Jobs.render("1-4").ref(),
                Jobs.spec("1-4"),
                FrameSet.of(2),
                new Attempts(Map.of(2, 1))));
    assertThat(bench.sessions.script().rendered()).containsExactly(1, 3, 4);
    assertThat(bench.farm.deeds()).containsSubsequence("send 2", "delete");
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_RETRIED).getFirst().detail())
        .isEqualTo(Detail.failed(2, 1, kind, "no luck"));
  }

  @Test
  void a_frame_that_fails_each_time_fails_for_good_with_its_last_attempt() throws IOException {
    bench
        .sessions
        .script()
        .fail(1, FailureKind.CRASH, "one")
        .fail(1, FailureKind.CRASH, "two")
        .fail(1, FailureKind.CRASH, "three");

    bench.render(Jobs.render("1"));
    bench.render((Work.Render) bench.farm.sent().get(0));
    bench.render((Work.Render) bench.farm.sent().get(1));

    assertThat(bench.farm.sent()).hasSize(2);
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_FAILED).getFirst().detail())
        .isEqualTo(Detail.failed(1, 3, FailureKind.CRASH, "three"));
    assertThat(bench.farm.deeds()).endsWith("flush", "delete");
  }

  @Test
  void row10_a_frame_that_the_scene_spoils_fails_at_once_and_the_others_go_on() throws IOException {
    bench.sessions.script().fail(2, FailureKind.SCENE, "no camera");

    bench.render(Jobs.render("1-3"));

    assertThat(bench.farm.sent()).isEmpty();
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_FAILED).getFirst().detail())
        .isEqualTo(Detail.failed(2, 1, FailureKind.SCENE, "no camera"));
    assertThat(bench.sessions.script().rendered()).containsExactly(1, 3);
    assertThat(bench.farm.deeds()).endsWith("flush", "delete");
  }

  @Test
  void a_verdict_that_cannot_be_told_keeps_its_message() {
    bench.sessions.script().fail(1, FailureKind.SCENE, "no camera");
    bench.farm.faults().fail("flush", 1);

    assertThatThrownBy(() -> bench.render(Jobs.render("1"))).hasMessageContaining("flush");

    assertThat(bench.farm.deeds()).doesNotContain("delete");
  }

  @Test
  void a_retry_that_cannot_be_sent_keeps_its_message() {
    bench.sessions.script().fail(1, FailureKind.CRASH, "no luck");
    bench.farm.faults().fail("send", 1);

    assertThatThrownBy(() -> bench.render(Jobs.render("1"))).hasMessageContaining("send");

    assertThat(bench.farm.deeds()).doesNotContain("delete");
  }

  @Test
  void row10_a_scene_that_does_not_open_fails_the_job_once_and_for_all_chunks() throws IOException {
    bench.sessions.refuse(FailureKind.SCENE, "File written by newer Blender");

    bench.render(Jobs.render("1-5"));
    bench.render(Jobs.render("6-10"));

    assertThat(bench.sessions.opened()).isEmpty();
    assertThat(bench.farm.sent()).isEmpty();
    assertThat(bench.farm.events(WorkerEvent.Type.JOB_FAILED))
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(event.detail())
                    .isEqualTo(Detail.failed(FailureKind.SCENE, "File written by newer Blender")));
    assertThat(bench.farm.deeds()).endsWith("flush", "delete");
  }

  @Test
  void a_scene_that_did_not_open_for_want_of_memory_goes_round_whole_with_its_count()
      throws IOException {
    bench.sessions.refuse(FailureKind.RESOURCE, "out of memory");

    bench.render(Jobs.render("1-3"));

    assertThat(bench.farm.sent())
        .containsExactly(
            new Work.Render(
                Jobs.render("1-3").ref(),
                Jobs.spec("1-3"),
                FrameSet.range(1, 3),
                new Attempts(Map.of(1, 1, 2, 1, 3, 1))));
    assertThat(bench.farm.deeds()).endsWith("send 1-3", "delete");
  }

  @Test
  void a_scene_that_never_opens_for_want_of_memory_fails_its_frames() throws IOException {
    Work.Render work = Jobs.render("1-3");
    for (int attempt = 1; attempt <= 3; attempt++) {
      bench.sessions.refuse(FailureKind.RESOURCE, "out of memory");
      bench.render(work);
      work = (Work.Render) bench.farm.sent().getLast();
    }

    assertThat(bench.farm.sent()).hasSize(2);
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_FAILED)).hasSize(3);
  }

  @Test
  void a_file_that_was_replaced_fails_the_job_with_that_reason() throws IOException {
    bench.farm.downloads(new SceneFiles.Download.Replaced());

    bench.render(Jobs.render("1-3"));

    assertThat(bench.farm.events(WorkerEvent.Type.JOB_FAILED).getFirst().detail().message())
        .isEqualTo(
            "my scenes/bäll.blend was replaced by another upload after this job was submitted;"
                + " submit it again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"download", "list"})
  void a_bucket_that_is_away_sends_the_work_back_whole_in_a_new_message(String request)
      throws IOException {
    bench.farm.faults().fail(request, 1);

    assertThatThrownBy(() -> bench.render(Jobs.render("1-3"))).isInstanceOf(OutageException.class);

    assertThat(bench.farm.sent()).containsExactly(Jobs.render("1-3"));
    assertThat(bench.farm.deeds()).endsWith("send 1-3", "delete");

    bench.render(Jobs.render("1-3"));
    assertThat(bench.farm.objects()).hasSize(3);
  }

  @Test
  void a_crash_costs_its_frame_only_the_next_one_has_a_new_session() throws IOException {
    bench.sessions.script().fail(2, FailureKind.CRASH, "Segmentation fault");

    bench.render(Jobs.render("1-4"));

    assertThat(bench.sessions.opened()).hasSize(2);
    assertThat(bench.farm.objects()).hasSize(3);
  }

  @Test
  void a_truncated_image_is_never_stored_and_its_frame_is_tried_again() throws IOException {
    bench.sessions.script().spoil(2, ChunkRunnerTest::truncate);

    bench.render(Jobs.render("1-3"));

    assertThat(bench.farm.objects())
        .doesNotContainKey(Keys.frame(Jobs.ID, 2, ImageFormat.PNG))
        .hasSize(2);
    assertThat(bench.farm.sent()).hasSize(1);
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_RETRIED).getFirst().detail())
        .isEqualTo(Detail.failed(2, 1, FailureKind.CRASH, "the image is cut off"));
  }

  @Test
  void an_upload_that_fails_now_and_then_succeeds() throws IOException {
    bench.farm.faults().fail("put", 2);

    bench.render(Jobs.render("1-3"));

    assertThat(bench.farm.objects()).hasSize(3);
    assertThat(bench.farm.sent()).isEmpty();
  }

  @Test
  void a_frame_that_the_bucket_does_not_take_goes_back_with_the_rest_and_costs_no_attempt() {
    bench
        .sessions
        .script()
        .before(
            frame -> {
              if (frame == 2) {
                bench.farm.faults().fail("put", 100);
              }
            });

    assertThatThrownBy(() -> bench.render(Jobs.render("1-5"))).isInstanceOf(OutageException.class);

    Work.Render back = (Work.Render) bench.farm.sent().getLast();
    assertThat(back.frames().union(stored())).isEqualTo(FrameSet.range(1, 5));
    assertThat(back.frames().intersect(stored())).isEqualTo(FrameSet.EMPTY);
    assertThat(back.attempts()).isEqualTo(Attempts.NONE);
    assertThat(bench.farm.sent()).hasSize(1);
    assertThat(types())
        .contains(WorkerEvent.Type.HANDED_BACK)
        .doesNotContain(WorkerEvent.Type.FRAME_RETRIED, WorkerEvent.Type.FRAME_FAILED);
    assertThat(bench.farm.deeds()).containsSubsequence("send " + back.frames(), "delete");
  }

  @Test
  void frames_of_a_repair_that_are_there_are_not_rendered_again_by_a_warm_worker()
      throws IOException {
    bench.render(Jobs.render("1-3"));
    Work.Render fresh = Jobs.render("1-5");

    bench.render(
        new Work.Render(
            fresh.ref(), fresh.spec(), fresh.frames(), Attempts.NONE, Work.Story.REPAIR));

    assertThat(bench.sessions.script().rendered()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void a_frame_whose_timeout_reaches_past_the_twelve_hours_of_a_receive_does_not_begin()
      throws IOException {
    bench.close();
    bench = new Bench(folder, new StubSessions(Duration.ofMinutes(33)), Duration.ofMinutes(1));

    bench.render(Jobs.render("1-24"));

    // A frame may take six hours, so the last one to begin does so before the sixth is over.
    assertThat(bench.sessions.script().rendered())
        .containsExactlyElementsOf(FrameSet.range(1, 11).toList());
    assertThat(bench.farm.sent())
        .extracting(work -> ((Work.Render) work).frames())
        .containsExactly(FrameSet.range(12, 24));
    assertThat(types()).doesNotContain(WorkerEvent.Type.INTERRUPTED);
  }

  @Test
  void frames_that_may_take_eleven_hours_begin_within_the_first_one_of_a_receive()
      throws IOException {
    bench.close();
    bench = new Bench(folder, new StubSessions(Duration.ofMinutes(33)), Duration.ofMinutes(1));

    bench.render(Jobs.slow("1-5", "11h"));

    assertThat(bench.sessions.script().rendered()).containsExactly(1, 2);
  }

  @Test
  void a_frame_that_still_renders_when_a_receive_nears_its_end_goes_back_before_that()
      throws IOException {
    bench.close();
    bench = new Bench(folder, new StubSessions(Duration.ofHours(20)), Duration.ofMinutes(1));
    Instant begin = bench.time.instant();

    bench.render(Jobs.render("1-2"));

    assertThat(bench.farm.deeds()).endsWith("send 1,2", "delete");
    assertThat(Duration.between(begin, bench.time.instant()))
        .isBetween(Duration.ofMinutes(11 * 60 + 50), Duration.ofHours(12).minus(Bench.LEASE));
    assertThat(types())
        .contains(WorkerEvent.Type.INTERRUPTED)
        .doesNotContain(WorkerEvent.Type.FRAME_RETRIED);
  }

  @Test
  void warnings_of_a_scene_are_told_once_a_session() throws IOException {
    bench.sessions.warn("//sky.png is missing");

    bench.render(Jobs.render("1-2"));
    bench.render(Jobs.render("3-4"));

    assertThat(bench.farm.events(WorkerEvent.Type.WARNING))
        .extracting(event -> event.detail().message())
        .containsExactly("//sky.png is missing");
  }

  @Test
  void row10_a_drain_lets_the_frame_in_work_end_and_hands_the_rest_back_without_a_failure()
      throws IOException {
    bench.sessions.script().before(frame -> drainAt(2, frame));

    bench.render(Jobs.render("1-5"));

    assertThat(bench.sessions.script().rendered()).containsExactly(1, 2);
    assertThat(bench.farm.sent())
        .containsExactly(
            new Work.Render(
                Jobs.render("1-5").ref(), Jobs.spec("1-5"), FrameSet.range(3, 5), Attempts.NONE));
    assertThat(bench.farm.deeds()).containsSubsequence("put 2", "send 3-5", "delete");
    assertThat(types())
        .contains(WorkerEvent.Type.HANDED_BACK)
        .doesNotContain(
            WorkerEvent.Type.INTERRUPTED,
            WorkerEvent.Type.FRAME_RETRIED,
            WorkerEvent.Type.FRAME_FAILED);
  }

  @Test
  void a_frame_that_outlives_the_grace_is_aborted_and_handed_back_without_a_failure()
      throws IOException {
    bench.close();
    bench = new Bench(folder, new StubSessions(Duration.ofMinutes(5)), Duration.ofMillis(50));
    bench.sessions.script().before(frame -> drainAt(1, frame));

    bench.render(Jobs.render("1-5"));

    assertThat(bench.farm.sent()).hasSize(1);
    assertThat(bench.farm.deeds()).endsWith("send 1-5", "delete");
    assertThat(types())
        .contains(WorkerEvent.Type.INTERRUPTED, WorkerEvent.Type.HANDED_BACK)
        .doesNotContain(WorkerEvent.Type.FRAME_RETRIED, WorkerEvent.Type.FRAME_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CUT", "TAKEN"})
  void row9_a_worker_without_heartbeat_for_a_lease_aborts_and_touches_nothing(String cable)
      throws IOException {
    bench.close();
    bench = new Bench(folder, new StubSessions(Duration.ofMinutes(5)), Duration.ofMinutes(1));
    Work.Render work = Jobs.render("1-5");
    StubMessage message = bench.message(work);
    message.cable(StubMessage.Cable.valueOf(cable));

    assertThatThrownBy(() -> bench.render(work, message)).isInstanceOf(LeaseLostException.class);

    assertThat(bench.farm.objects()).isEmpty();
    assertThat(bench.farm.sent()).isEmpty();
    assertThat(bench.farm.deeds()).doesNotContain("delete", "release");
  }

  @Test
  void a_frame_that_was_rendered_when_the_lease_is_lost_is_not_uploaded() {
    AtomicBoolean late = new AtomicBoolean();
    Work.Render work = Jobs.render("1-5");
    StubMessage message = bench.message(work);
    bench
        .sessions
        .script()
        .spoil(
            1,
            image -> {
              message.cable(StubMessage.Cable.CUT);
              bench.advance(Bench.LEASE);
              late.set(true);
            });

    assertThatThrownBy(() -> bench.render(work, message)).isInstanceOf(LeaseLostException.class);

    assertThat(late).isTrue();
    assertThat(bench.farm.objects()).isEmpty();
  }

  @Test
  void a_run_that_is_over_dies_quietly_in_mid_frame() throws IOException {
    bench.close();
    bench = new Bench(folder, new StubSessions(Duration.ofMinutes(5)), Duration.ofMinutes(1));
    bench.sessions.script().before(frame -> bench.farm.letDieBelow(Jobs.ID, 2));

    bench.render(Jobs.render("1-5"));

    assertThat(bench.farm.objects()).isEmpty();
    assertThat(bench.farm.sent()).isEmpty();
    assertThat(bench.farm.deeds()).endsWith("delete");
    assertThat(types())
        .contains(WorkerEvent.Type.CLEANED_UP)
        .doesNotContain(WorkerEvent.Type.FRAME_FAILED, WorkerEvent.Type.HANDED_BACK);
  }

  @Test
  void at_most_one_finished_frame_waits_for_its_upload() throws IOException {
    bench
        .sessions
        .script()
        .before(
            frame -> {
              long stored = bench.farm.deeds().stream().filter(d -> d.startsWith("put")).count();
              assertThat(frame - 1 - stored).isLessThanOrEqualTo(1);
            });

    bench.render(Jobs.render("1-40"));

    assertThat(bench.farm.objects()).hasSize(40);
  }

  private FrameSet stored() {
    return bench.farm.present(Jobs.ID, ImageFormat.PNG, FrameSet.range(1, 5));
  }

  private void drainAt(int when, int frame) {
    if (frame == when) {
      bench.drain.request();
    }
  }

  private List<WorkerEvent.Type> types() {
    return bench.farm.events().stream().map(WorkerEvent::type).toList();
  }

  private static void truncate(Path image) {
    try {
      byte[] whole = Files.readAllBytes(image);
      Files.write(image, java.util.Arrays.copyOf(whole, whole.length - 20));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
