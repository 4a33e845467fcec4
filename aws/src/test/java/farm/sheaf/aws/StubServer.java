package farm.sheaf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** An HTTP server that answers as AWS does now and then, and embedded servers never do. */
public final class StubServer implements AutoCloseable {
  /**
   * What is asked.
   *
   * @param operation of a JSON protocol; empty for others
   * @param path as it was sent, with its query
   */
  public record Request(String method, String operation, String path, String body) {}

  public record Answer(int status, String body) {}

  /** Decides what is answered. */
  @FunctionalInterface
  public interface Script {
    Answer answer(Request request);
  }

  private final HttpServer server;

  public StubServer(Script script) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
          Answer answer =
              script.answer(
                  new Request(
                      exchange.getRequestMethod(),
                      operation,
                      exchange.getRequestURI().toString(),
                      body));
          byte[] bytes = answer.body().getBytes(UTF_8);
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange
              .getResponseHeaders()
              .add(
                  "Content-Type",
                  target == null ? "application/xml" : "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(answer.status(), head ? -1 : bytes.length);
          if (!head) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
  }

  /** The variables by which {@link AwsClients} takes it for all of AWS. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
