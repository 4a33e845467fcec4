package farm.sheaf.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.local.function.LocalFunction;
import farm.sheaf.local.function.LocalFunction.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The REST front of the first generation, and the HTTP API of this one.
 *
 * <pre>
 * GET  /          the state of the job queue
 * POST /          what an invocation of server takes, as API Gateway hands it over
 * POST /render    {"file", "start", "end"}: submits, or answers the status of that submission
 * POST /sequence  the same: frames into film. Submits where nobody has; a job that has ended goes
 *                 to its film again, and only the frames that are missing are rendered
 * </pre>
 */
final class RestFront implements HttpHandler {
  private static final int LARGEST_BODY = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalFunction server;
  private final QueueState state;

  RestFront(LocalFunction server, QueueState state) {
    this.server = server;
    this.state = state;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      answer(exchange, new String(body, StandardCharsets.UTF_8)).send(exchange);
    }
  }

  private HttpAnswer answer(HttpExchange exchange, String body) {
    String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    return switch (what) {
      case "GET /" -> HttpAnswer.of(200, state.toJson().toString());
      case "POST /" -> serve(event(exchange, body));
      case "POST /render" -> serve(body);
      case "POST /sequence" -> sequence(body);
      default ->
          HttpAnswer.message(
              404, what + " is not served; there are GET /, POST /, POST /render, POST /sequence");
    };
  }

  private HttpAnswer serve(String payload) {
    return switch (server.invoke(payload)) {
      case Outcome.Threw _ -> failed();
      case Outcome.Answered(String answer) -> {
        JsonNode node = parsed(answer);
        yield HttpAnswer.of(node.path("statusCode").asInt(502), node.path("body").asText());
      }
    };
  }

  private static HttpAnswer failed() {
    return HttpAnswer.message(
        502, "the farm could not do this just now; nothing is lost, send the same again");
  }

  private HttpAnswer sequence(String body) {
    HttpAnswer submitted = serve(body);
    JsonNode job = parsed(submitted.json());
    if (submitted.status() != 200 || !hasEnded(job.path("status").asText())) {
      return submitted;
    }
    ObjectNode requeue = JSON.createObjectNode();
    requeue.put("action", "requeue").put("jobId", job.path("jobId").asText());
    return serve(requeue.toString());
  }

  private static boolean hasEnded(String word) {
    for (JobStatus status : JobStatus.values()) {
      if (status.word().equals(word)) {
        return !status.active();
      }
    }
    return false;
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /** The payload format 2.0 of API Gateway's Lambda proxy integrations. */
  private static String event(HttpExchange exchange, String body) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0").put("routeKey", "$default");
    event.put("rawPath", "/").put("rawQueryString", "");
    ObjectNode headers = event.putObject("headers");
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(",", values)));
    ObjectNode http = event.putObject("requestContext").putObject("http");
    http.put("method", exchange.getRequestMethod()).put("path", "/");
    http.put("protocol", exchange.getProtocol()).put("sourceIp", "127.0.0.1");
    return event.put("body", body).put("isBase64Encoded", false).toString();
  }
}
