package farm.sheaf.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.port.InMemoryStores;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import farm.sheaf.local.function.LocalFunction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

class HttpFrontTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUBMISSION = "{\"file\":\"ball.blend\",\"start\":\"1\",\"end\":17}";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<JsonNode> SERVED = new CopyOnWriteArrayList<>();
  private static final AtomicReference<String> STATUS = new AtomicReference<>("rendering");

  private static HttpFront front;
  private static LambdaClient lambda;

  @BeforeAll
  static void start() throws IOException {
    front =
        HttpFront.start(
            0,
            List.of(
                function("server", (in, out, c) -> out.write(served(JSON.readTree(in)))),
                function("watcher", (in, out, c) -> fail(JSON.readTree(in)))),
            new HttpFront.Jobs(new TwoWaiting(), new InMemoryStores()));
    lambda =
        LambdaClient.builder()
            .endpointOverride(front.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterAll
  static void stop() {
    lambda.close();
    front.close();
    HTTP.close();
  }

  @BeforeEach
  void forget() {
    SERVED.clear();
    STATUS.set("rendering");
  }

  private static LocalFunction function(String name, RequestStreamHandler handler) {
    return new LocalFunction(name, handler, Duration.ofSeconds(3), InstantSource.system());
  }

  private static byte[] served(JsonNode request) {
    SERVED.add(request);
    var body = JSON.createObjectNode().put("jobId", "ball-3f9a2c81d0").put("status", STATUS.get());
    var answer = JSON.createObjectNode().put("statusCode", 200).put("body", body.toString());
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void fail(JsonNode request) {
    throw new IllegalStateException("no table " + request.path("x").asText());
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(front.endpoint() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static InvokeResponse invoke(String function, InvocationType type, String payload) {
    return lambda.invoke(
        request ->
            request
                .functionName(function)
                .invocationType(type)
                .payload(SdkBytes.fromUtf8String(payload)));
  }

  @Test
  void the_sdk_invokes_a_function_and_gets_its_answer() throws Exception {
    InvokeResponse answer = invoke("server", InvocationType.REQUEST_RESPONSE, SUBMISSION);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.functionError()).isNull();
    assertThat(answer.executedVersion()).isEqualTo("$LATEST");
    assertThat(JSON.readTree(answer.payload().asUtf8String()).path("statusCode").asInt())
        .isEqualTo(200);
    assertThat(SERVED).containsExactly(JSON.readTree(SUBMISSION));
  }

  @Test
  void an_arn_names_a_function_too() {
    invoke(
        "arn:aws:lambda:us-east-1:000000000000:function:server",
        InvocationType.REQUEST_RESPONSE,
        "{}");
    assertThat(SERVED).hasSize(1);
  }

  @Test
  void an_event_is_accepted_before_it_is_handled_and_a_dry_run_handles_nothing() {
    assertThat(invoke("server", InvocationType.DRY_RUN, "{}").statusCode()).isEqualTo(204);
    assertThat(SERVED).isEmpty();
    assertThat(invoke("server", InvocationType.EVENT, "{}").statusCode()).isEqualTo(202);
    await().atMost(Duration.ofSeconds(5)).until(() -> SERVED.size() == 1);
  }

  @Test
  void a_function_that_throws_is_told_as_lambda_tells_it() throws Exception {
    InvokeResponse answer =
        invoke("watcher", InvocationType.REQUEST_RESPONSE, "{\"x\":\"called y\"}");
    assertThat(answer.functionError()).isEqualTo("Unhandled");
    JsonNode error = JSON.readTree(answer.payload().asUtf8String());
    assertThat(error.path("errorMessage").asText()).isEqualTo("no table called y");
    assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void a_function_that_is_not_there_is_named() {
    assertThatThrownBy(() -> invoke("sever", InvocationType.REQUEST_RESPONSE, "{}"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("sever")
        .hasMessageContaining("server");
  }

  @Test
  void a_payload_over_six_megabytes_is_too_large() {
    String large = " ".repeat(InvokeApi.LARGEST_PAYLOAD + 1);
    assertThatThrownBy(() -> invoke("server", InvocationType.REQUEST_RESPONSE, large))
        .isInstanceOf(RequestTooLargeException.class);
    assertThat(SERVED).isEmpty();
  }

  @Test
  void a_payload_that_is_no_json_is_refused() throws Exception {
    HttpResponse<String> answer = send("POST", InvokeApi.PATH + "server/invocations", "{file");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
        .contains("InvalidRequestContentException");
    assertThat(SERVED).isEmpty();
  }

  @Test
  void get_tells_the_state_of_the_queue() throws Exception {
    JsonNode state = JSON.readTree(send("GET", "/", "").body());
    assertThat(state.path("waiting").asInt()).isEqualTo(2);
    assertThat(state.path("underWay").asInt()).isEqualTo(1);
    assertThat(state.at("/jobs/queued").isInt()).isTrue();
  }

  @Test
  void render_submits() throws Exception {
    HttpResponse<String> answer = send("POST", "/render", SUBMISSION);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body()).path("jobId").asText()).isEqualTo("ball-3f9a2c81d0");
    assertThat(SERVED).containsExactly(JSON.readTree(SUBMISSION));
  }

  @Test
  void sequence_leaves_a_job_alone_that_is_under_way() throws Exception {
    send("POST", "/sequence", SUBMISSION);
    assertThat(SERVED).containsExactly(JSON.readTree(SUBMISSION));
  }

  @Test
  void sequence_sends_a_job_that_has_ended_to_its_film_again() throws Exception {
    STATUS.set("completed");
    send("POST", "/sequence", SUBMISSION);
    assertThat(SERVED.getLast())
        .isEqualTo(JSON.readTree("{\"action\":\"requeue\",\"jobId\":\"ball-3f9a2c81d0\"}"));
  }

  @Test
  void post_hands_the_body_over_as_api_gateway_does() throws Exception {
    assertThat(send("POST", "/", SUBMISSION).statusCode()).isEqualTo(200);
    JsonNode event = SERVED.getFirst();
    assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("POST");
    assertThat(event.path("rawPath").asText()).isEqualTo("/");
    assertThat(event.path("body").asText()).isEqualTo(SUBMISSION);
  }

  @Test
  void what_is_not_served_is_answered_with_what_is() throws Exception {
    HttpResponse<String> answer = send("PUT", "/render", "");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("PUT /render").contains("POST /render");
  }

  @Test
  void a_web_page_gets_nothing() throws Exception {
    HttpResponse<String> page =
        HTTP.send(
            HttpRequest.newBuilder(front.endpoint())
                .header("Origin", "https://page.example")
                .POST(HttpRequest.BodyPublishers.ofString(SUBMISSION))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(403);
    int port = front.endpoint().getPort();
    assertThat(statusLine("page.example:" + port)).contains(" 403");
    assertThat(statusLine("127.0.0.1.page.example")).contains(" 403");
    assertThat(statusLine("localhost:" + port)).contains(" 200");
    assertThat(SERVED).isEmpty();
  }

  private static String statusLine(String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.endpoint().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(16), StandardCharsets.US_ASCII);
    }
  }

  /** A queue with two messages waiting and one under way. */
  private static final class TwoWaiting implements WorkQueue {
    @Override
    public void send(Pool pool, List<Work> work) {
      throw new AssertionError("nothing is sent from here");
    }

    @Override
    public Depth depth(Pool pool) {
      return new Depth(2, 1);
    }

    @Override
    public Set<Pool> pools() {
      return Set.of(Pool.CPU);
    }
  }
}
