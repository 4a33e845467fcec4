package farm.sheaf.deploy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import farm.sheaf.talk.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** All of AWS and a Kubernetes API at one address, answering what a test has laid ready. */
public final class StubCloud implements AutoCloseable {
  private record Answer(String asked, String body, int status, String text) {}

  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  public StubCloud() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Lays an answer ready; what is laid later comes first.
   *
   * @param asked {@code GET /path}, or an operation such as {@code AmazonSSM.GetParameter}
   */
  public StubCloud on(String asked, int status, String text) {
    return on(asked, "", status, text);
  }

  /**
   * Lays an answer ready for requests of one kind.
   *
   * @param body what the request's body must hold
   */
  public StubCloud on(String asked, String body, int status, String text) {
    answers.addFirst(new Answer(asked, body, status, text));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String asked =
        target == null
            ? exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
            : target;
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Answer answer =
        answers.stream()
            .filter(each -> each.asked().equals(asked) && body.contains(each.body()))
            .findFirst()
            .orElseGet(
                () -> new Answer(asked, "", 404, "{\"message\": \"nothing at " + asked + "\"}"));
    byte[] bytes = answer.text().getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .add("Content-Type", answer.text().startsWith("<") ? "text/xml" : "application/json");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /** The variables by which all of AWS is here. */
  public Map<String, String> environment() {
    Map<String, String> all = new HashMap<>();
    all.put("AWS_ENDPOINT_URL", address());
    all.put("AWS_REGION", "eu-central-1");
    all.put("AWS_ACCESS_KEY_ID", "test");
    all.put("AWS_SECRET_ACCESS_KEY", "test");
    return all;
  }

  /** The stage "alpha" with its settings, and a cluster in them. */
  public StubCloud withFarm(String cluster, int gpuWorkers) {
    List<String> queues =
        new ArrayList<>(List.of("\"cpu\": \"%s/1/JobQueue-alpha\"".formatted(address())));
    if (gpuWorkers > 0) {
      queues.add("\"gpu\": \"%s/1/JobQueueGpu-alpha\"".formatted(address()));
    }
    on(
        "GET /clusters/" + cluster,
        200,
        "{\"cluster\": {\"status\": \"ACTIVE\", \"endpoint\": \"%s\"}}".formatted(address()));
    parameter("/sheaf/alpha/farm", "{\"version\": 1, \"server\": \"server-alpha:live\"}");
    return parameter(
        "/sheaf/alpha/cluster",
        """
        {"version": 1, "cluster": "%s", "kubernetes": "1.36", "nodeRole": "nodes",
         "maxWorkers": {"cpu": 20, "gpu": %d}, "queueUrls": {%s},
         "workerRole": "arn:aws:iam::111122223333:role/worker",
         "kedaRole": "arn:aws:iam::111122223333:role/keda"}\
        """
            .formatted(cluster, gpuWorkers, String.join(", ", queues)));
  }

  /** Lays an SSM parameter ready; any other is not there. */
  public StubCloud parameter(String name, String value) {
    String quoted = Json.object().textNode(value).toString();
    return on(
        "AmazonSSM.GetParameter",
        "\"" + name + "\"",
        200,
        "{\"Parameter\": {\"Name\": \"%s\", \"Value\": %s}}".formatted(name, quoted));
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
