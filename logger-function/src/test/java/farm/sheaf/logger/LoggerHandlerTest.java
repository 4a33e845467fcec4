package farm.sheaf.logger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.farm.Submission;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.port.InMemoryFiles;
import farm.sheaf.core.port.InMemoryStores;
import farm.sheaf.core.port.InMemoryWorkQueue;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.scene.BlendBytes;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import farm.sheaf.json.EventJson;
import farm.sheaf.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoggerHandlerTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final InMemoryStores store = new InMemoryStores();
  private final InMemoryFiles files = new InMemoryFiles();
  private final UseCases useCases =
      new UseCases(
          new Ports(store.stores(), files, files, files, new InMemoryWorkQueue()),
          () -> NOON,
          Duration.ofMinutes(1));
  private final LoggerHandler handler = new LoggerHandler(useCases, files);

  @Test
  void row16_reads_the_body_that_lambda_passes_and_writes_lines_for_people() {
    JobId id = submit();
    take(
        event(id, 0, WorkerEvent.Type.DOWNLOADING_SCENE, Detail.message("Downloading blend file")),
        event(
            id,
            1,
            WorkerEvent.Type.FRAME_RENDERED,
            Detail.rendered(12, 1, Duration.ofMillis(1204))),
        event(id, 2, WorkerEvent.Type.WARNING, Detail.message("first line\n  second line")));
    assertThat(log(id))
        .isEqualTo(
            """
            2026-01-01T12:00:00Z w-1 downloading-scene run=1 task=1  Downloading blend file
            2026-01-01T12:00:01Z w-1 frame-rendered run=1 task=1 frame=12 attempt=1 seconds=1.20
            2026-01-01T12:00:02Z w-1 warning run=1 task=1  first line | second line
            """);
    assertThat(store.times(id).attempts()).isEqualTo(1);
  }

  @Test
  void row16_batches_lose_no_line_and_one_that_comes_again_adds_none() {
    JobId id = submit();
    WorkerEvent first = event(id, 0, WorkerEvent.Type.SESSION_OPENED, Detail.message("a"));
    WorkerEvent second = event(id, 0, WorkerEvent.Type.RENDERING_STARTED, Detail.message("b"));
    take(first);
    take(second);
    take(first);
    assertThat(log(id).lines()).hasSize(2);
  }

  @Test
  void a_worker_that_refuses_to_serve_is_named_in_the_functions_own_log() {
    PrintStream usual = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      take(
          new WorkerEvent(
              WorkerEvent.Type.WORKER_REFUSED,
              NOON,
              WorkerEvent.Source.of("worker-1"),
              Optional.empty(),
              Detail.message("no Blender\nwas found")));
    } finally {
      System.setErr(usual);
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("worker-refused worker=worker-1 reason=\"no Blender | was found\"");
  }

  @Test
  void that_a_worker_is_there_is_kept_and_is_no_line_of_any_log() {
    take(
        new WorkerEvent(
            WorkerEvent.Type.WORKER_ALIVE,
            NOON,
            WorkerEvent.Source.of("w-1"),
            Optional.empty(),
            Detail.message("")));
    assertThat(files.logs()).isEmpty();
    assertThat(store.heardOf(NOON)).extracting(WorkerState::id).containsExactly("w-1");
  }

  @Test
  void what_belongs_to_no_job_has_a_log_of_its_worker() {
    take(
        new WorkerEvent(
            WorkerEvent.Type.WORKER_STARTED,
            NOON,
            WorkerEvent.Source.of("w-1"),
            Optional.empty(),
            Detail.message("Blender 3.4.1")));
    assertThat(files.logs().keySet())
        .singleElement()
        .asString()
        .startsWith("worker#w-1/20260101T120000.000Z-");
  }

  @Test
  void a_frame_that_failed_is_a_failure_of_its_job() {
    JobId id = submit();
    take(
        event(
            id,
            0,
            WorkerEvent.Type.FRAME_FAILED,
            Detail.failed(3, 3, FailureKind.CRASH, "Segmentation fault")));
    assertThat(store.find(id).orElseThrow().status()).isEqualTo(JobStatus.RENDERING);
    assertThat(useCases.describeJob().describe(id).frames().failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.message()).isEqualTo("Segmentation fault"));
  }

  @Test
  void row7_an_event_that_nobody_can_read_holds_up_no_other() {
    JobId id = submit();
    ObjectNode batch = Json.object();
    message(batch, "m1", "{\"event\": \"no-such-event\"}");
    message(batch, "m2", "not JSON");
    message(
        batch,
        "m3",
        EventJson.encode(event(id, 0, WorkerEvent.Type.WARNING, Detail.message("sky.png"))));
    assertThat(invoke(batch).path("batchItemFailures")).isEmpty();
    assertThat(store.find(id).orElseThrow().progress().warnings()).containsExactly("sky.png");
  }

  private JobId submit() {
    files.upload("ball.blend", BlendBytes.plain(1, 12, "Scene"));
    return useCases
        .submitJob()
        .submit(
            new Submission(
                "ball.blend", Optional.empty(), JobSettings.DEFAULT, Optional.empty(), ""))
        .record()
        .id();
  }

  private static WorkerEvent event(JobId id, int second, WorkerEvent.Type type, Detail detail) {
    return new WorkerEvent(
        type,
        NOON.plusSeconds(second),
        WorkerEvent.Source.of("w-1"),
        Optional.of(new TaskRef(id, 1, 1)),
        detail);
  }

  private String log(JobId id) {
    return files.logs().entrySet().stream()
        .filter(part -> part.getKey().startsWith(id + "/workers/"))
        .map(java.util.Map.Entry::getValue)
        .collect(Collectors.joining());
  }

  private void take(WorkerEvent... events) {
    ObjectNode batch = Json.object();
    for (WorkerEvent event : List.of(events)) {
      message(batch, event.type().word(), EventJson.encode(event));
    }
    assertThat(invoke(batch).path("batchItemFailures")).isEmpty();
  }

  private static void message(ObjectNode batch, String id, String body) {
    batch
        .withArray("Records")
        .addObject()
        .put("messageId", id)
        .put("eventSourceARN", "arn:aws:sqs:eu-central-1:000000000000:LoggingQueue")
        .put("body", body);
  }

  private ObjectNode invoke(ObjectNode event) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      byte[] input = Json.write(event).getBytes(StandardCharsets.UTF_8);
      handler.handleRequest(new ByteArrayInputStream(input), output, null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Json.parseObject(output.toString(StandardCharsets.UTF_8));
  }
}
