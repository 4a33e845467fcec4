package farm.sheaf.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.core.farm.Submission;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.InMemoryFiles;
import farm.sheaf.core.port.InMemoryStores;
import farm.sheaf.core.port.InMemoryWorkQueue;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.port.ProgressStore;
import farm.sheaf.core.port.Stores;
import farm.sheaf.core.scene.BlendBytes;
import farm.sheaf.core.work.Work;
import farm.sheaf.json.Json;
import farm.sheaf.json.WorkJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatcherHandlerTest {
  private static final String FRAME_EVENTS = "arn:aws:sqs:eu-central-1:000000000000:FrameEvents";
  private static final String DEAD = "arn:aws:sqs:eu-central-1:000000000000:JobQueueDead";

  private final InMemoryStores store = new InMemoryStores();
  private final InMemoryFiles files = new InMemoryFiles();
  private final InMemoryWorkQueue queue = new InMemoryWorkQueue();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final UseCases useCases = useCases(store.stores());
  private final WatcherHandler handler = new WatcherHandler(useCases, FarmResources.ONE_MACHINE);

  private UseCases useCases(Stores on) {
    return new UseCases(
        new Ports(on, files, files, files, queue), () -> now, Duration.ofMinutes(1));
  }

  @BeforeEach
  void upload() {
    files.upload("ball.blend", BlendBytes.plain(1, 12, "Scene"));
  }

  @Test
  void row13_every_record_of_every_message_counts() {
    JobId id = submit().id();
    files.putFrames(id, FrameSet.parse("1-12"));
    ObjectNode two = frameEvent(id, 1);
    ((ArrayNode) two.get("Records")).add(frameEvent(id, 2).get("Records").get(0));
    ObjectNode batch = Json.object();
    message(batch, "m1", FRAME_EVENTS, Json.write(two));
    for (int frame = 3; frame <= 12; frame++) {
      message(batch, "m" + frame, FRAME_EVENTS, Json.write(frameEvent(id, frame)));
    }
    assertThat(failures(invoke(handler, batch))).isEmpty();
    assertThat(store.find(id).orElseThrow().status()).isEqualTo(JobStatus.SEQUENCING);
  }

  @Test
  void row13_foreign_objects_and_test_events_make_no_row_and_do_not_come_again() {
    JobRecord job = store.find(submit().id()).orElseThrow();
    ObjectNode batch = Json.object();
    message(batch, "m1", FRAME_EVENTS, Json.write(event("render-files-bucket", "my film.mp4")));
    message(batch, "m2", FRAME_EVENTS, Json.write(event("png-files-bucket", "x/y.png")));
    message(batch, "m3", FRAME_EVENTS, "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\"}");
    message(batch, "m4", FRAME_EVENTS, "this is no JSON");
    message(batch, "m5", DEAD, "neither is this");
    message(batch, "m6", FRAME_EVENTS, Json.write(frameEvent(new JobId("nobody-1"), 1)));
    assertThat(failures(invoke(handler, batch))).isEmpty();
    assertThat(store.list(10, Optional.empty()).jobs()).containsExactly(job);
  }

  @Test
  void a_film_completes_its_job() {
    JobRecord job = submit();
    files.putFrames(job.id(), FrameSet.parse("1-12"));
    useCases.frameNews().done(job.id(), FrameSet.parse("1-12"));
    files.putFilm(job.spec(), job.id(), 1);
    ObjectNode batch = Json.object();
    String key = Keys.film(job.spec(), job.id());
    message(batch, "m1", FRAME_EVENTS, Json.write(event("render-files-bucket", key)));
    invoke(handler, batch);
    assertThat(store.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void only_the_messages_whose_news_did_not_get_through_come_again() {
    JobId good = submit().id();
    files.upload("bad.blend", BlendBytes.plain(1, 2, "Scene"));
    JobId bad =
        useCases
            .submitJob()
            .submit(
                new Submission(
                    "bad.blend", Optional.empty(), JobSettings.DEFAULT, Optional.empty(), ""))
            .record()
            .id();
    WatcherHandler troubled =
        new WatcherHandler(useCases(failingFor(bad)), FarmResources.ONE_MACHINE);
    ObjectNode batch = Json.object();
    message(batch, "m1", FRAME_EVENTS, Json.write(frameEvent(good, 1)));
    message(batch, "m2", FRAME_EVENTS, Json.write(frameEvent(bad, 1)));
    assertThat(failures(invoke(troubled, batch))).containsExactly("m2");
    assertThat(store.find(good).orElseThrow().status()).isEqualTo(JobStatus.RENDERING);
  }

  @Test
  void row10_a_dead_letters_frames_go_round_again_one_by_one() {
    submit();
    Work.Render chunk = (Work.Render) queue.takeAll().get(1);
    ObjectNode batch = Json.object();
    message(batch, "m1", DEAD, WorkJson.encode(chunk));
    assertThat(failures(invoke(handler, batch))).isEmpty();
    assertThat(queue.takeAll()).hasSize(chunk.frames().size()).hasSizeGreaterThan(1);
  }

  @Test
  void its_schedule_makes_it_sweep() {
    JobId id = submit().id();
    files.putFrames(id, FrameSet.parse("1-12"));
    now = now.plus(Duration.ofMinutes(5));
    invoke(handler, Json.object().put("source", "aws.events"));
    assertThat(store.find(id).orElseThrow().status()).isEqualTo(JobStatus.SEQUENCING);
  }

  @Test
  void a_job_that_troubles_the_sweep_is_named_in_the_log_and_keeps_no_other_waiting() {
    JobId id = submit().id();
    files.putFrames(id, FrameSet.parse("1-12"));
    files.upload("a.blend", BlendBytes.plain(1, 2, "Scene"));
    JobId newer =
        useCases
            .submitJob()
            .submit(
                new Submission(
                    "a.blend", Optional.empty(), JobSettings.DEFAULT, Optional.empty(), ""))
            .record()
            .id();
    store.spoil(newer);
    now = now.plus(Duration.ofMinutes(5));
    String log = logOf(() -> invoke(handler, Json.object().put("source", "aws.events")));
    assertThat(log).contains("sweep-trouble job=" + newer + " reason=").doesNotContain("\tat ");
    assertThat(store.find(id).orElseThrow().status()).isEqualTo(JobStatus.SEQUENCING);
  }

  @Test
  void a_sweep_begins_jobs_in_three_quarters_of_the_time_that_the_function_has() {
    Context context =
        (Context)
            Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, _) -> {
                  assertThat(method.getName()).isEqualTo("getRemainingTimeInMillis");
                  return 20_000;
                });
    assertThat(Sweep.budget(context)).isEqualTo(Duration.ofSeconds(15));
    assertThat(Sweep.budget(null)).isEqualTo(Duration.ofSeconds(45));
  }

  private static String logOf(Runnable work) {
    PrintStream usual = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(usual);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  private JobRecord submit() {
    return useCases
        .submitJob()
        .submit(
            new Submission(
                "ball.blend", Optional.empty(), JobSettings.DEFAULT, Optional.empty(), ""))
        .record();
  }

  private Stores failingFor(JobId id) {
    ProgressStore progress =
        (ProgressStore)
            Proxy.newProxyInstance(
                ProgressStore.class.getClassLoader(),
                new Class<?>[] {ProgressStore.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("update") && id.equals(arguments[0])) {
                    throw new IllegalStateException("throttled");
                  }
                  try {
                    return method.invoke(store, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new Stores(store, progress, store);
  }

  private static ObjectNode frameEvent(JobId id, int frame) {
    return event("png-files-bucket", "%s/frames/%04d.png".formatted(id, frame));
  }

  private static ObjectNode event(String bucket, String key) {
    ObjectNode event = Json.object();
    ObjectNode record = event.putArray("Records").addObject();
    record.put("eventName", "ObjectCreated:Put");
    ObjectNode s3 = record.putObject("s3");
    s3.putObject("bucket").put("name", bucket);
    s3.putObject("object").put("key", key.replace(' ', '+')).put("size", 7);
    return event;
  }

  private static void message(ObjectNode batch, String id, String arn, String body) {
    batch
        .withArray("Records")
        .addObject()
        .put("messageId", id)
        .put("eventSourceARN", arn)
        .put("body", body);
  }

  private static List<String> failures(ObjectNode answer) {
    return answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
  }

  private static ObjectNode invoke(WatcherHandler handler, ObjectNode event) {
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
