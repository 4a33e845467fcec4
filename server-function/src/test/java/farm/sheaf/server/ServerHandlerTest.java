package farm.sheaf.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.job.LongFrames;
import farm.sheaf.core.port.InMemoryFiles;
import farm.sheaf.core.port.InMemoryStores;
import farm.sheaf.core.port.InMemoryWorkQueue;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.scene.BlendBytes;
import farm.sheaf.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerHandlerTest {
  private static final String CLASSIC =
      "{\"file\": \"rolling_ball.blend\", \"start\": \"1\", \"end\": \"17\"}";

  private final InMemoryStores store = new InMemoryStores();
  private final InMemoryFiles files = new InMemoryFiles();
  private final InMemoryWorkQueue queue = new InMemoryWorkQueue();
  private final UseCases useCases =
      new UseCases(
          new Ports(store.stores(), files, files, files, queue),
          () -> Instant.parse("2026-01-01T00:00:00Z"),
          Duration.ofMinutes(1));
  private final ServerHandler handler = new ServerHandler(useCases, FarmResources.ONE_MACHINE);

  @BeforeEach
  void upload() {
    files.upload("rolling_ball.blend", BlendBytes.plain(1, 48, "Scene"));
  }

  @Test
  void the_first_form_submits_and_the_same_again_is_its_status() {
    ObjectNode first = invoke(CLASSIC);
    assertThat(first.path("statusCode").asInt()).isEqualTo(200);
    ObjectNode submitted = body(first);
    assertThat(submitted.path("created").asBoolean()).isTrue();
    assertThat(submitted.path("frames").path("range").asText()).isEqualTo("1-17");
    assertThat(submitted.path("message").asText()).contains("17 frames");

    JobId id = new JobId(submitted.path("jobId").asText());
    files.putFrames(id, FrameSet.of(1));
    useCases.frameNews().done(id, FrameSet.of(1));
    ObjectNode again = body(invoke(CLASSIC));
    assertThat(again.path("created").asBoolean()).isFalse();
    assertThat(again.path("jobId").asText()).isEqualTo(id.value());
    assertThat(again.path("status").asText()).isEqualTo("rendering");
    assertThat(again.path("message").asText()).contains("1 of 17 frames");
  }

  @Test
  void row4_a_completed_job_is_reported_as_completed() {
    JobId id = new JobId(body(invoke(CLASSIC)).path("jobId").asText());
    files.putFrames(id, FrameSet.parse("1-17"));
    useCases.frameNews().done(id, FrameSet.parse("1-17"));
    files.putFilm(store.find(id).orElseThrow().spec(), id, 1);
    useCases.filmNews().appeared(Keys.film(store.find(id).orElseThrow().spec(), id));
    ObjectNode status = body(invoke(CLASSIC));
    assertThat(status.path("status").asText()).isEqualTo("completed");
    assertThat(status.path("film").path("key").asText())
        .isEqualTo("output/" + id + "/rolling_ball.mp4");
    assertThat(status.path("message").asText()).contains("s3://render-files-bucket/output/");
  }

  @Test
  void every_action_has_its_answer() {
    ObjectNode submitted =
        body(
            invoke(
                "{\"action\": \"submit\", \"file\": \"rolling_ball.blend\", \"frames\": \"1-9x2\","
                    + " \"samples\": \"8\", \"name\": \"take 1\"}"));
    String id = submitted.path("jobId").asText();
    assertThat(submitted.path("name").asText()).isEqualTo("take 1");
    assertThat(submitted.path("settings").path("samples").asInt()).isEqualTo(8);
    assertThat(act("status", id).path("status").asText()).isEqualTo("queued");
    assertThat(act("cancel", id).path("status").asText()).isEqualTo("canceled");
    assertThat(act("requeue", id).path("run").asInt()).isEqualTo(2);
    ObjectNode list = body(invoke("{\"action\": \"list\"}"));
    assertThat(list.path("jobs").get(0).path("jobId").asText()).isEqualTo(id);
    assertThat(act("delete", id).path("message").asText()).contains("deleted");
    assertThat(body(invoke("{\"action\": \"list\"}")).path("jobs")).isEmpty();
    assertThat(statusCode("{\"action\": \"status\", \"jobId\": \"" + id + "\"}")).isEqualTo(404);
  }

  @Test
  void a_request_that_the_jobs_status_forbids_is_a_409() {
    String id = body(invoke(CLASSIC)).path("jobId").asText();
    assertThat(statusCode("{\"action\": \"requeue\", \"jobId\": \"" + id + "\"}")).isEqualTo(409);
  }

  @Test
  void a_job_that_a_newer_farm_has_written_hides_no_other_and_is_named() {
    String id = body(invoke(CLASSIC)).path("jobId").asText();
    String other = body(invoke(CLASSIC.replace("17", "18"))).path("jobId").asText();
    ObjectNode before = body(invoke("{\"action\": \"list\"}"));
    assertThat(before.has("unreadable")).isFalse();
    assertThat(before.path("message").asText()).isEqualTo("2 jobs, the newest first");
    store.spoil(new JobId(id));

    ObjectNode list = body(invoke("{\"action\": \"list\"}"));
    assertThat(list.path("jobs").findValuesAsText("jobId")).containsExactly(other);
    assertThat(list.path("unreadable")).hasSize(1);
    assertThat(list.path("unreadable").get(0).asText()).isEqualTo(id);
    assertThat(list.path("message").asText())
        .startsWith("1 jobs, the newest first; 1 job cannot be read")
        .endsWith("use that version");
    ObjectNode status = invoke("{\"action\": \"status\", \"jobId\": \"" + id + "\"}");
    assertThat(status.path("statusCode").asInt()).isEqualTo(409);
    assertThat(body(status).path("message").asText()).contains(id, "newer version of Sheaf");
  }

  @Test
  void the_same_json_comes_through_an_http_api() {
    ObjectNode answer = invoke(httpEvent("POST", "/", CLASSIC, "false"));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    String encoded = Base64.getEncoder().encodeToString(CLASSIC.getBytes(StandardCharsets.UTF_8));
    ObjectNode again = invoke(httpEvent("POST", "/", encoded, "true"));
    assertThat(body(again).path("jobId")).isEqualTo(body(answer).path("jobId"));
    assertThat(invoke(httpEvent("GET", "/", "", "false")).path("statusCode").asInt())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"start\": 1, \"end\": 2}                                          | file is missing",
        "{\"file\": \"rolling_ball.blend\", \"strat\": 1}                     | \"start\"",
        "{\"file\": \"rolling_ball.blend\", \"start\": \"²\", \"end\": \"3\"}  | ²",
        "{\"file\": \"rolling_ball.blend\", \"start\": 1}                     | end is missing",
        "{\"file\": \"rolling_ball.blend\", \"start\": 1, \"end\": 1000000000} | Blender's range",
        "{\"file\": \"rolling_ball.blend\", \"start\": 1, \"end\": 1000000}   | at most 100,000",
        "{\"file\": \"rolling_ball.blend\", \"start\": 9, \"end\": 3}         | \"3-9\"",
        "{\"file\": \"rolling_ball.blend\", \"frames\": \"1-2\", \"start\": 1, \"end\": 2} | not"
            + " both",
        "{\"file\": \"nothing.blend\"}                                       | there is no"
            + " \"nothing.blend\"",
        "{\"file\": \"rolling_ball\"}                                        | there is no"
            + " \"rolling_ball\"",
        "{\"file\": \"../rolling_ball.blend\"}                               | \"..\"",
        "{\"file\": \"rolling_ball.blend\", \"pool\": \"gpu\"}                | no pool \"gpu\"",
        "{\"action\": \"sumbit\"}                                            | one of [submit",
        "{\"action\": \"status\"}                                            | jobId is missing",
        "{\"action\": \"status\", \"jobId\": \"../x\"}                        | \"../x\"",
        "{\"jobId\": \"a-1\"}                                                | action is missing",
        "{\"action\": \"list\", \"limit\": 0}                                | 1 to 1000",
        "[1, 2]                                                             | not a JSON object",
        "17                                                                 | not a JSON object",
        "{\"file\":                                                          | not JSON",
        "``                                                                 | JSON"
      })
  void row7_bad_input_is_a_400_that_says_what_to_send_and_nothing_is_written(
      String payload, String saying) {
    ObjectNode answer = invoke(payload == null ? "" : payload);
    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(answer).path("message").asText()).contains(saying);
    assertThat(store.list(10, Optional.empty()).jobs()).isEmpty();
    assertThat(queue.takeAll()).isEmpty();
  }

  @Test
  void a_payload_of_a_megabyte_is_refused_before_it_is_read() {
    ObjectNode answer = invoke("{\"file\": \"" + "x".repeat(1 << 20) + "\"}");
    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(answer).path("message").asText()).contains("bytes", "upload the scene");
  }

  @Test
  void the_page_of_limits_names_the_largest_request() throws IOException {
    assertThat(Files.readString(Path.of("../docs/operations/limits.md")))
        .contains(
            "| a request to `server` | %d KB;"
                .formatted(ServerHandler.LARGEST_PAYLOAD_BYTES / 1024));
  }

  @Test
  void a_list_of_frames_may_have_50_000_characters_and_not_one_more() {
    FrameSet frames = LongFrames.longest();
    String request = "{\"file\": \"rolling_ball.blend\", \"frames\": \"%s\"}";
    ObjectNode submitted = body(invoke(request.formatted(frames.notation())));
    assertThat(submitted.path("created").asBoolean()).isTrue();
    JobId id = new JobId(submitted.path("jobId").asText());
    assertThat(store.find(id).orElseThrow().spec().frames()).isEqualTo(frames);
    assertThat(queue.takeAll().size()).isEqualTo(716);

    ObjectNode refused = invoke(request.formatted(LongFrames.oneOver().notation()));
    assertThat(refused.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(refused).path("message").asText()).contains("frames", "50,001", "50,000");
  }

  @Test
  void a_short_list_that_stands_for_a_long_one_is_refused_too() {
    ObjectNode refused =
        invoke("{\"file\": \"rolling_ball.blend\", \"frames\": \"1-99999x7,2-99999x11\"}");
    assertThat(refused.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(refused).path("message").asText()).contains("submit it in parts");
  }

  private ObjectNode act(String action, String jobId) {
    ObjectNode answer = invoke("{\"action\": \"%s\", \"jobId\": \"%s\"}".formatted(action, jobId));
    assertThat(answer.path("statusCode").asInt()).as(action).isEqualTo(200);
    return body(answer);
  }

  private int statusCode(String payload) {
    return invoke(payload).path("statusCode").asInt();
  }

  private static ObjectNode body(ObjectNode answer) {
    return Json.parseObject(answer.path("body").asText());
  }

  private static String httpEvent(String method, String path, String body, String base64) {
    ObjectNode event = Json.object().put("version", "2.0").put("rawPath", path);
    event.putObject("requestContext").putObject("http").put("method", method).put("path", path);
    return Json.write(event.put("body", body).put("isBase64Encoded", base64.equals("true")));
  }

  private ObjectNode invoke(String payload) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), output, null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Json.parseObject(output.toString(StandardCharsets.UTF_8));
  }
}
