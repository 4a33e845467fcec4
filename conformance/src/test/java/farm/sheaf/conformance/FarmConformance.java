package farm.sheaf.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.conformance.farm.FarmParts;
import farm.sheaf.conformance.farm.FarmUser;
import farm.sheaf.conformance.farm.Pace;
import farm.sheaf.conformance.farm.Role;
import farm.sheaf.conformance.farm.ServedFarm;
import farm.sheaf.conformance.farm.Servers;
import farm.sheaf.conformance.farm.WorkerRun;
import farm.sheaf.conformance.selection.ClosingLine;
import farm.sheaf.conformance.selection.Decision;
import farm.sheaf.conformance.selection.Target;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * What a farm must do wherever it runs. The functions are the packages that are deployed, on AWS's
 * own runtime interface client; the workers are processes that draw instead of rendering.
 *
 * <p>Two pools: the cpu pool has a worker all the time, the gpu pool has those that a test starts,
 * so that a test can stand in between a message and its worker.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class FarmConformance {
  private static final Path BUILD = Path.of("target", "conformance");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration QUICK = Duration.ZERO;
  private static final Duration SLOW = Duration.ofMillis(250);
  private static final Pool GPU = FarmParts.GPU;
  private static final String ON_GPU = ", \"pool\": \"gpu\"";

  @RegisterExtension final ClosingLine closing;

  private final Target target;
  private @Nullable Servers servers;
  private @Nullable ServedFarm farm;
  private @Nullable WorkerRun cpuWorker;
  private final List<WorkerRun> gpuWorkers = new ArrayList<>();

  FarmConformance(Target target) {
    this.target = target;
    this.closing = new ClosingLine(target, BUILD.resolve("report"));
  }

  abstract Decision decision();

  abstract Servers servers(FarmResources names, Path folder) throws IOException;

  /** Where all that a run leaves behind lies. */
  static Path folder(Target target) {
    return BUILD.resolve(target.name().toLowerCase(java.util.Locale.ROOT)).toAbsolutePath();
  }

  @BeforeAll
  void start() throws IOException {
    switch (decision()) {
      case Decision.Run() -> run();
      case Decision.NotRun(String why) -> {
        closing.notRun(why);
        Assumptions.abort(why);
      }
      case Decision.Impossible(String why) -> {
        closing.notRun(why);
        fail(why);
      }
    }
  }

  private void run() throws IOException {
    Path folder = folder(target);
    Folders.empty(folder);
    FarmResources names = FarmParts.freshNames();
    Folders.note(folder.resolve("names.properties"), names.toEnvironment());
    servers = servers(names, folder);
    farm = ServedFarm.start(servers, names, folder, Pace.QUICK);
    switch (farm.tellOfObjects()) {
      case BY_EVENTS -> {}
      case BY_SWEEP -> closing.note("its S3 sends no events, so the sweep found every object");
    }
    cpuWorker = farm.startWorker(Pool.CPU, QUICK);
  }

  /** A test that fails must not leave the next one its worker. */
  @AfterEach
  void endGpuWorkers() {
    gpuWorkers.forEach(WorkerRun::close);
    gpuWorkers.clear();
  }

  private WorkerRun gpuWorker(Duration frame) throws IOException {
    WorkerRun worker = farm().startWorker(GPU, frame);
    gpuWorkers.add(worker);
    return worker;
  }

  @AfterAll
  void stop() {
    if (farm != null) {
      farm.close();
    }
    if (servers != null) {
      servers.close();
    }
  }

  private ServedFarm farm() {
    return Objects.requireNonNull(farm, "no farm was started");
  }

  /** How many frames the worker of the cpu pool has rendered. */
  private long rendered() throws IOException {
    return Objects.requireNonNull(cpuWorker, "no farm was started").rendered();
  }

  private FarmUser user() {
    return farm().user();
  }

  @Test
  void a_job_goes_from_submission_to_its_film() {
    user().upload("my scenes/b\u00e4ll.blend", 1, 12);
    Set<String> seen = new TreeSet<>();

    String id = user().submit("my scenes/b\u00e4ll.blend", ", \"chunk\": 4");
    await()
        .atMost(SOON)
        .until(
            () -> {
              seen.add(user().ask("status", id).path("status").asText());
              return seen.contains("completed");
            });

    assertThat(Stream.of(JobStatus.values()).map(JobStatus::word)).containsAll(seen);
    assertThat(user().frameKeys(id)).hasSize(12).contains(id + "/frames/0012.png");
    assertThat(user().filmKeys(id)).containsExactly("output/" + id + "/b\u00e4ll.mp4");
    timed(id, 12);
    assertThat(user().logKeys(id)).isNotEmpty();
  }

  /** Waits for the logger, whose news may come after the film. */
  private void timed(String id, int attempts) {
    await("timings of " + id)
        .atMost(SOON)
        .until(() -> user().ask("status", id).at("/timings/attempts").asInt() == attempts);
  }

  @Test
  void the_same_call_is_the_same_job_and_renders_nothing_again() throws IOException {
    user().upload("same.blend", 1, 3);
    String classic = "{\"file\": \"same.blend\", \"start\": \"1\", \"end\": \"3\"}";
    ObjectNode first = user().ask(classic);
    String id = first.path("jobId").asText();
    user().ended(id, "completed");
    long before = rendered();

    ObjectNode again = user().ask(classic);

    assertThat(first.path("created").asBoolean()).isTrue();
    assertThat(again.path("created").asBoolean()).isFalse();
    assertThat(again.path("jobId").asText()).isEqualTo(id);
    assertThat(again.path("status").asText()).isEqualTo("completed");
    assertThat(user().depth(user().names().queues().job(Pool.CPU))).isZero();
    assertThat(rendered()).isEqualTo(before);
  }

  @Test
  void a_canceled_job_stops_and_goes_on_when_it_is_requeued() throws IOException {
    user().upload("cancel.blend", 1, 40);
    String id = user().submit("cancel.blend", ", \"chunk\": 5" + ON_GPU);
    WorkerRun slow = gpuWorker(SLOW);
    await().atMost(SOON).until(() -> !user().frameKeys(id).isEmpty());

    assertThat(user().ask("cancel", id).path("status").asText()).isEqualTo("canceled");

    await().atMost(SOON).until(() -> user().depth(user().names().queues().job(GPU)) == 0);
    assertThat(user().frameKeys(id)).hasSizeLessThan(40);
    assertThat(user().filmKeys(id)).isEmpty();
    slow.kill();
    gpuWorker(QUICK);
    assertThat(user().ask("requeue", id).path("run").asInt()).isEqualTo(2);
    user().ended(id, "completed");
    assertThat(user().frameKeys(id)).hasSize(40);
  }

  @Test
  void frames_that_are_requeued_are_rendered_again_in_the_next_run() throws IOException {
    user().upload("again.blend", 1, 4);
    String id = user().submit("again.blend", "");
    user().ended(id, "completed");
    long before = rendered();

    user().ask("{\"action\": \"requeue\", \"jobId\": \"%s\", \"frames\": \"2-3\"}".formatted(id));

    assertThat(user().ended(id, "completed").path("run").asInt()).isEqualTo(2);
    assertThat(rendered()).isEqualTo(before + 2);
    // All frames are there: the film alone goes round.
    user().ask("requeue", id);
    assertThat(user().ended(id, "completed").path("run").asInt()).isEqualTo(3);
    assertThat(rendered()).isEqualTo(before + 2);
  }

  @Test
  void what_is_delivered_twice_changes_nothing() throws IOException {
    user().upload("twice.blend", 1, 4);
    String id = user().submit("twice.blend", ", \"chunk\": 2" + ON_GPU);
    for (String work : user().lose(GPU, 2)) {
      user().send(user().names().queues().job(GPU), work);
      user().send(user().names().queues().job(GPU), work);
    }

    gpuWorker(QUICK);
    ObjectNode job = user().ended(id, "completed");
    FarmResources names = user().names();
    String events = names.queues().frameEvents();
    user().send(events, created(names.buckets().pngFiles(), id + "/frames/0001.png"));
    user().send(events, created(names.buckets().renderFiles(), user().filmKeys(id).getFirst()));
    await().atMost(SOON).until(() -> user().depth(events) == 0);
    await().atMost(SOON).until(() -> user().depth(names.queues().job(GPU)) == 0);

    assertThat(user().frameKeys(id)).hasSize(4);
    assertThat(user().filmKeys(id)).hasSize(1);
    assertThat(user().ask("status", id).path("changedAt")).isEqualTo(job.path("changedAt"));
  }

  /** An event as S3 sends it, with what the farm reads of it. */
  private static String created(String bucket, String key) {
    return """
    {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
      "s3": {"bucket": {"name": "%s"}, "object": {"key": "%s"}}}]}
    """
        .formatted(bucket, key);
  }

  @Test
  void a_killed_worker_loses_no_frame_that_was_stored() throws IOException {
    user().upload("kill.blend", 1, 6);
    String id = user().submit("kill.blend", ", \"chunk\": 6" + ON_GPU);
    WorkerRun killed = gpuWorker(SLOW);
    await().atMost(SOON).until(() -> user().frameKeys(id).size() >= 2);
    killed.kill();
    int before = user().frameKeys(id).size();

    WorkerRun next = gpuWorker(QUICK);
    user().ended(id, "completed");

    assertThat(user().frameKeys(id)).hasSize(6);
    assertThat(next.rendered()).isEqualTo(6 - before);
  }

  @Test
  void a_drained_worker_hands_the_rest_of_its_work_back() throws IOException {
    user().upload("drain.blend", 1, 20);
    String id = user().submit("drain.blend", ", \"chunk\": 20" + ON_GPU);
    WorkerRun drained = gpuWorker(SLOW);
    await().atMost(SOON).until(() -> !user().frameKeys(id).isEmpty());

    assertThat(drained.drain()).isZero();

    assertThat(user().frameKeys(id)).hasSizeLessThan(20);
    WorkerRun next = gpuWorker(QUICK);
    user().ended(id, "completed");
    assertThat(drained.rendered() + next.rendered()).isEqualTo(20);
  }

  @Test
  void work_that_nobody_survives_fails_frame_by_frame() {
    user().upload("deadly.blend", 1, 2);
    String id = user().submit("deadly.blend", ", \"chunk\": 2" + ON_GPU);

    // Whoever takes it lets go without a word, as a worker that dies.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              user().receiveAndLetGo(GPU);
              return user().ask("status", id);
            },
            job -> job.path("status").asText().equals("failed"));

    JsonNode failures = user().ask("status", id).path("failures");
    assertThat(failures).hasSize(2);
    assertThat(failures.path(0).path("message").asText())
        .contains("every worker that took it died");
  }

  @Test
  void a_deleted_job_leaves_nothing_but_its_scene() {
    user().upload("gone.blend", 1, 2);
    String id = user().submit("gone.blend", "");
    user().ended(id, "completed");
    timed(id, 2);
    FarmResources.Buckets buckets = user().names().buckets();
    // More than one request for removal takes, and none of them a frame.
    Stream.concat(
            IntStream.rangeClosed(1, 1_001)
                .mapToObj(number -> id + "/preview/%04d.png".formatted(number)),
            Stream.of(id + "/segments/1/00000.mp4"))
        .parallel()
        .forEach(
            key ->
                user()
                    .clients()
                    .s3()
                    .putObject(
                        put -> put.bucket(buckets.pngFiles()).key(key),
                        RequestBody.fromString("x")));

    user().ask("delete", id);
    user()
        .send(
            user().names().queues().frameEvents(),
            created(buckets.pngFiles(), id + "/frames/0001.png"));

    assertThat(user().keys(buckets.pngFiles(), id + "/")).isSubsetOf(id + "/canceled");
    assertThat(user().filmKeys(id)).isEmpty();
    assertThat(user().logKeys(id)).isEmpty();
    assertThat(user().keys(buckets.renderFiles(), "gone.blend")).hasSize(1);
    await().atMost(SOON).until(() -> user().depth(user().names().queues().frameEvents()) == 0);
    assertThat(
            user()
                .invoke("{\"action\": \"status\", \"jobId\": \"%s\"}".formatted(id))
                .path("statusCode")
                .asInt())
        .isEqualTo(404);
  }

  @Test
  void a_frame_that_vanished_before_its_film_is_rendered_again() throws IOException {
    user().upload("vanish.blend", 1, 3);
    String id = user().submit("vanish.blend", ", \"chunk\": 3" + ON_GPU);
    user().lose(GPU, 1);
    FarmResources.Buckets buckets = user().names().buckets();
    for (String number : List.of("0001", "0002", "0003")) {
      user()
          .clients()
          .s3()
          .putObject(
              put -> put.bucket(buckets.pngFiles()).key(id + "/frames/" + number + ".png"),
              RequestBody.fromBytes(Images.png()));
    }
    user().reached(id, "sequencing");
    user()
        .clients()
        .s3()
        .deleteObject(delete -> delete.bucket(buckets.pngFiles()).key(id + "/frames/0002.png"));

    WorkerRun worker = gpuWorker(QUICK);
    user().ended(id, "completed");

    assertThat(user().frameKeys(id)).hasSize(3);
    assertThat(worker.rendered()).isEqualTo(1);
  }

  @Test
  void work_that_was_lost_is_sent_again_by_the_sweep() throws IOException {
    user().upload("lost.blend", 1, 2);
    String id = user().submit("lost.blend", ON_GPU);
    user().lose(GPU, 1);

    gpuWorker(QUICK);
    user().ended(id, "completed");

    assertThat(user().frameKeys(id)).hasSize(2);
  }

  @Test
  void a_scene_that_was_replaced_fails_its_job_and_says_so() throws IOException {
    user().upload("replaced.blend", 1, 2);
    String id = user().submit("replaced.blend", ON_GPU);
    user().upload("replaced.blend", 1, 5);

    gpuWorker(QUICK);

    assertThat(user().ended(id, "failed").path("reason").asText()).contains("replaced");
  }

  @Test
  void jobs_are_listed_and_errors_have_their_status_codes() {
    user().upload("listed.blend", 1, 1);
    String id = user().submit("listed.blend", "");
    user().ended(id, "completed");

    assertThat(
            user()
                .ask("{\"action\": \"list\", \"limit\": 50}")
                .path("jobs")
                .findValuesAsText("jobId"))
        .contains(id);
    assertThat(user().invoke(posted("{\\\"file\\\": \\\"listed.blend\\\"}")).path("body").asText())
        .contains(id);
    assertThat(user().invoke("{\"file\": \"nowhere.blend\"}").path("statusCode").asInt())
        .isEqualTo(400);
    assertThat(
            user()
                .invoke("{\"action\": \"cancel\", \"jobId\": \"%s\"}".formatted(id))
                .path("statusCode")
                .asInt())
        .isEqualTo(409);
  }

  /** A request as an HTTP API hands it to a function. */
  private static String posted(String body) {
    return """
    {"version": "2.0", "rawPath": "/", "isBase64Encoded": false, "body": "%s",
      "requestContext": {"http": {"method": "POST", "path": "/"}}}
    """
        .formatted(body);
  }

  @Test
  void the_functions_are_primed_before_their_snapshot() throws IOException {
    for (Role role : List.of(Role.SERVER, Role.WATCHER, Role.LOGGER)) {
      assertThat(farm().process(role).api().checkpointed()).isCompleted();
      assertThat(farm().process(role).log()).doesNotContain("not-primed", "request-failed");
      assertThat(Folders.lines(ServedFarm.requestLog(folder(target), role)))
          .as("%s's first request of all", role.word())
          .startsWith("DynamoDb GetItem " + user().names().table());
    }
  }
}
