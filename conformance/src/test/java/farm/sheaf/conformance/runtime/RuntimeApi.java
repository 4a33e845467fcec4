package farm.sheaf.conformance.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What Lambda is to one function: the HTTP service that its runtime asks for the next call and
 * tells the answer.
 *
 * <p>Source: "Using the Lambda runtime API for custom runtimes" in AWS's guide, and for {@code
 * restore/next} the runtime interface client itself.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String function;
  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Call> underWay = new ConcurrentHashMap<>();
  private final CompletableFuture<Moment> initialized = new CompletableFuture<>();
  private final CompletableFuture<Moment> checkpointed = new CompletableFuture<>();

  /** When something was, in the terms of {@link System#nanoTime}. */
  public record Moment(long nanos) {
    public static Moment now() {
      return new Moment(System.nanoTime());
    }

    public Duration since(Moment earlier) {
      return Duration.ofNanos(nanos - earlier.nanos);
    }
  }

  /** What came of a call. */
  public sealed interface Outcome {
    record Answered(String payload) implements Outcome {}

    /** The handler threw, or the runtime died; Lambda's error object, or what is known. */
    record Failed(String error) implements Outcome {}
  }

  private record Call(String id, String payload, CompletableFuture<Outcome> outcome) {}

  private RuntimeApi(String function, InstantSource clock, HttpServer server) {
    this.function = function;
    this.clock = clock;
    this.server = server;
  }

  /** Serves on any port of the loopback interface. */
  public static RuntimeApi start(String function, InstantSource clock) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RuntimeApi api = new RuntimeApi(function, clock, server);
    server.setExecutor(api.threads);
    server.createContext(ROOT, api::serve);
    server.start();
    return api;
  }

  /** What {@code AWS_LAMBDA_RUNTIME_API} says. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** When the function first asked for a call. */
  public CompletableFuture<Moment> initialized() {
    return initialized;
  }

  /** When the function had run its hooks before the snapshot; never without SnapStart. */
  public CompletableFuture<Moment> checkpointed() {
    return checkpointed;
  }

  /** Calls the function and waits for what comes of it. */
  public Outcome invoke(String payload) {
    Call call = new Call(UUID.randomUUID().toString(), payload, new CompletableFuture<>());
    waiting.add(call);
    return call.outcome()
        .completeOnTimeout(
            new Outcome.Failed("no answer in " + TIMEOUT),
            TIMEOUT.toMillis(),
            TimeUnit.MILLISECONDS)
        .join();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(ROOT.length());
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.equals("invocation/next")) {
        initialized.complete(Moment.now());
        next(exchange);
      } else if (path.equals("restore/next")) {
        checkpointed.complete(Moment.now());
        exchange.sendResponseHeaders(200, -1);
      } else if (path.equals("init/error") || path.equals("restore/error")) {
        failAll(path + ": " + body);
        exchange.sendResponseHeaders(202, -1);
      } else {
        answer(path.split("/", -1), body);
        exchange.sendResponseHeaders(202, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    Call call = waiting.take();
    underWay.put(call.id(), call);
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", call.id());
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Deadline-Ms",
            Long.toString(clock.instant().plus(TIMEOUT).toEpochMilli()));
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:000000000000:function:" + function);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] payload = call.payload().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, payload.length);
    exchange.getResponseBody().write(payload);
  }

  /** {@code invocation/ID/response} or {@code invocation/ID/error}. */
  private void answer(String[] path, String body) {
    Call call = underWay.remove(path[1]);
    if (call != null) {
      call.outcome()
          .complete(
              path[2].equals("response") ? new Outcome.Answered(body) : new Outcome.Failed(body));
    }
  }

  /** Nobody will answer any more. */
  void failAll(String reason) {
    IllegalStateException failure = new IllegalStateException(function + ": " + reason);
    initialized.completeExceptionally(failure);
    checkpointed.completeExceptionally(failure);
    underWay.values().forEach(call -> call.outcome().complete(new Outcome.Failed(reason)));
    waiting.forEach(call -> call.outcome().complete(new Outcome.Failed(reason)));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
