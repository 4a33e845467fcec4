package farm.sheaf.deploy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The world wide web, through the proxy that an environment names. */
record Web(Map<String, String> environment) {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /**
   * What an address answers.
   *
   * @throws IOException when it does not, or with anything but 200
   */
  String text(String address, Duration longest) throws IOException, InterruptedException {
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL);
    proxy().map(ProxySelector::of).ifPresent(builder::proxy);
    try (HttpClient client = builder.build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address)).timeout(longest).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("it answers with status " + answer.statusCode());
      }
      return answer.body();
    }
  }

  private Optional<InetSocketAddress> proxy() {
    return Stream.of("HTTPS_PROXY", "https_proxy")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst()
        .map(value -> URI.create(value.contains("://") ? value : "http://" + value))
        .map(
            proxy ->
                new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort()));
  }
}
