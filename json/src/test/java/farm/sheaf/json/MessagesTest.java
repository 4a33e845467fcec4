package farm.sheaf.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.scene.SceneVersion;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final SceneVersion FILE =
      new SceneVersion(
          "für alle/Rolling Ball.blend", "5d41402abc4b2a76b9719d911017c592-3", 1L << 40);
  private static final TaskRef REF = new TaskRef(new JobId("rolling-ball-3f9a2c81d0"), 2, 12);
  private static final JobSpec PLAIN =
      new JobSpec(FILE, FrameSet.range(1, 48), JobSettings.DEFAULT, FILE.key(), "");
  private static final JobSpec FULL =
      new JobSpec(FILE, FrameSet.parse("-3-3,9"), SettingsJsonTest.ALL, "Balls", "again");

  @Test
  void work_survives_its_message() throws Exception {
    Work render =
        new Work.Render(REF, FULL, FrameSet.of(-3, 0, 9), new Attempts(Map.of(-3, 1, 9, 2)));
    Work sequence = new Work.Sequence(REF, PLAIN);
    WorkerKind old = new WorkerKind("Blender 3.4.1, CPU");
    for (Work work :
        List.of(
            render,
            sequence,
            new Work.Segment(REF, PLAIN, 7),
            new Work.Render(REF, FULL, FrameSet.of(9), Attempts.NONE, Work.Story.REPAIR),
            new Work.Render(REF, FULL, FrameSet.of(9), Attempts.NONE).declinedBy(old),
            new Work.Sequence(REF, PLAIN).plusOne().declinedBy(old))) {
      assertThat(WorkJson.decode(WorkJson.encode(work))).isEqualTo(work);
    }
  }

  @Test
  void work_is_written_as_the_contract_says() {
    Work render = new Work.Render(REF, PLAIN, FrameSet.range(1, 6), new Attempts(Map.of(3, 1)));
    assertThat(WorkJson.encode(render))
        .isEqualTo(
            """
            {"type":"render","jobId":"rolling-ball-3f9a2c81d0","run":2,"task":12,"frames":"1-6",\
            "attempts":{"3":1},"scene":{"file":"für alle/Rolling Ball.blend",\
            "etag":"5d41402abc4b2a76b9719d911017c592-3","bytes":1099511627776,"frames":"1-48"}}\
            """);
  }

  @Test
  void thousands_of_single_frames_fit_in_work() throws Exception {
    FrameSet odd = FrameSet.parse("1-9x4,20,22,25-90000x13");
    Work render = new Work.Render(REF, PLAIN, odd.slice(0, 5000), Attempts.NONE);
    assertThat(WorkJson.decode(WorkJson.encode(render))).isEqualTo(render);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "hello",
        "{}",
        "{\"type\":\"render\"}",
        "{\"type\":\"render\",\"jobId\":\"a-1\",\"run\":1,\"task\":1,\"frames\":\"1\",\"scene\":7}",
        "{\"type\":\"bake\",\"jobId\":\"a-1\",\"run\":1,\"task\":1,"
            + "\"scene\":{\"file\":\"a\",\"etag\":\"e\",\"bytes\":1,\"frames\":\"1\"}}",
        "{\"type\":\"render\",\"jobId\":\"a-1\",\"run\":1,\"task\":1,\"frames\":\"\","
            + "\"scene\":{\"file\":\"a\",\"etag\":\"e\",\"bytes\":1,\"frames\":\"1\"}}",
        "{\"type\":\"render\",\"jobId\":\"a-1\",\"run\":1,\"task\":1,\"frames\":\"1\",\"attempts\":[1],"
            + "\"scene\":{\"file\":\"a\",\"etag\":\"e\",\"bytes\":1,\"frames\":\"1\"}}",
        "{\"type\":\"sequence\",\"jobId\":\"a-1\",\"run\":1,\"task\":1,"
            + "\"scene\":{\"file\":\"a\",\"etag\":\"e\",\"bytes\":1,\"frames\":\"1\",\"new\":1}}",
      })
  void broken_work_is_named_unreadable(String text) {
    assertThatThrownBy(() -> WorkJson.decode(text))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessageStartingWith("not a message for a worker: ");
  }

  @ParameterizedTest
  @EnumSource
  void every_kind_of_event_survives_its_message(WorkerEvent.Type type) throws Exception {
    Instant time = Instant.parse("2026-11-05T10:00:00.123456789Z");
    WorkerEvent bare =
        new WorkerEvent(
            type, time, WorkerEvent.Source.of("worker-1"), Optional.empty(), Detail.message(""));
    WorkerEvent full =
        new WorkerEvent(
            type,
            time,
            WorkerEvent.Source.of("worker-1"),
            Optional.of(REF),
            Detail.failed(-7, 2, FailureKind.CRASH, "Blender died:\n\"line\" ü"));
    WorkerEvent timed =
        new WorkerEvent(
            type,
            time,
            WorkerEvent.Source.of("worker-1"),
            Optional.of(REF),
            Detail.rendered(7, 1, Duration.ofMillis(120_034)));
    assertThat(EventJson.decode(EventJson.encode(bare))).isEqualTo(bare);
    assertThat(EventJson.decode(EventJson.encode(full))).isEqualTo(full);
    assertThat(EventJson.decode(EventJson.encode(timed))).isEqualTo(timed);
  }

  @Test
  void an_event_is_written_as_the_contract_says() {
    WorkerEvent event =
        new WorkerEvent(
            WorkerEvent.Type.FRAME_RENDERED,
            Instant.parse("2026-11-05T10:00:00Z"),
            WorkerEvent.Source.of("w1"),
            Optional.of(REF),
            Detail.rendered(7, 1, Duration.ofMillis(1500)));
    assertThat(EventJson.encode(event))
        .isEqualTo(
            """
            {"event":"frame-rendered","time":"2026-11-05T10:00:00Z","worker":"w1",\
            "jobId":"rolling-ball-3f9a2c81d0","run":2,"task":12,"frame":7,"attempt":1,"seconds":1.5}\
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[",
        "{\"event\":\"party\",\"time\":\"2026-11-05T10:00:00Z\",\"worker\":\"w\"}",
        "{\"event\":\"warning\",\"time\":\"noon\",\"worker\":\"w\"}",
        "{\"event\":\"warning\",\"time\":\"2026-11-05T10:00:00Z\",\"worker\":\"w\",\"jobId\":\"a-1\"}",
        "{\"event\":\"warning\",\"time\":\"2026-11-05T10:00:00Z\",\"worker\":\"w\",\"seconds\":\"x\"}",
      })
  void a_broken_event_is_named_unreadable(String text) {
    assertThatThrownBy(() -> EventJson.decode(text))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessageStartingWith("not an event of a worker: ");
  }
}
