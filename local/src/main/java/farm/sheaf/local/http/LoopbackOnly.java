package farm.sheaf.local.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages out. The server listens on the loopback interface and asks for no signature, so
 * any page in a browser on this machine could reach it: with its {@code Origin}, or under a name of
 * its own that resolves to 127.0.0.1 (DNS rebinding). Neither gets through.
 */
final class LoopbackOnly extends Filter {
  private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

  @Override
  public String description() {
    return "requests of this machine's own programs only";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    if (!isLoopback("http://" + host)) {
      refuse(exchange, "the farm is not served under the name " + host);
    } else if (origin != null && !origin.equals("http://" + host)) {
      refuse(exchange, "the farm takes no requests from web pages such as " + origin);
    } else {
      chain.doFilter(exchange);
    }
  }

  private static boolean isLoopback(String address) {
    @Nullable String host;
    try {
      host = URI.create(address).getHost();
    } catch (IllegalArgumentException e) {
      return false;
    }
    return host != null && HOSTS.contains(host);
  }

  private static void refuse(HttpExchange exchange, String why) throws IOException {
    try (exchange) {
      HttpAnswer.message(403, why + "; call it as http://127.0.0.1").send(exchange);
    }
  }
}
