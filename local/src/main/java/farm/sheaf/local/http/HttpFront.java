package farm.sheaf.local.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.local.function.LocalFunction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The HTTP server of the farm on one machine, on the loopback interface. */
public final class HttpFront implements AutoCloseable {
  private static final int BACKLOG = 64;
  private static final Duration STOP = Duration.ofSeconds(1);
  private static final String SERVER = "server";

  private final HttpServer http;
  private final ExecutorService threads;

  private HttpFront(HttpServer http, ExecutorService threads) {
    this.http = http;
    this.threads = threads;
  }

  /** What the state of the queue is read from. */
  public record Jobs(WorkQueue queue, JobStore store) {}

  /**
   * Starts to serve.
   *
   * @param functions among them {@code server}
   * @param port 0 for any that is free
   * @throws IOException when the port is taken
   */
  public static HttpFront start(int port, List<LocalFunction> functions, Jobs jobs)
      throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(loopback(), port), BACKLOG);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    http.setExecutor(threads);
    InvokeApi invoke =
        new InvokeApi(
            functions.stream().collect(Collectors.toMap(LocalFunction::name, Function.identity())));
    LocalFunction server =
        functions.stream().filter(f -> f.name().equals(SERVER)).findFirst().orElseThrow();
    serve(http, InvokeApi.PATH, invoke);
    serve(http, "/", new RestFront(server, new QueueState(jobs.queue(), jobs.store())));
    http.start();
    return new HttpFront(http, threads);
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static void serve(HttpServer http, String path, HttpHandler handler) {
    http.createContext(path, handler).getFilters().add(new LoopbackOnly());
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Override
  public void close() {
    http.stop((int) STOP.toSeconds());
    threads.close();
  }
}
