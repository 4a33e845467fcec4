package farm.sheaf.local.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back over HTTP: a status, headers, and JSON or nothing. */
record HttpAnswer(int status, Map<String, String> headers, String json) {
  HttpAnswer {
    headers = Map.copyOf(headers);
  }

  static HttpAnswer of(int status, String json) {
    return new HttpAnswer(status, Map.of(), json);
  }

  /** For people: what is wrong, and what to send instead. */
  static HttpAnswer message(int status, String message) {
    return of(status, JsonNodeFactory.instance.objectNode().put("message", message).toString());
  }

  /** In the form of Lambda's own errors, which SDKs turn into exceptions. */
  static HttpAnswer lambdaError(int status, String type, String message) {
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("Type", "User")
            .put("Message", message)
            .toString();
    return new HttpAnswer(status, Map.of("x-amzn-ErrorType", type), json);
  }

  HttpAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpAnswer(status, more, json);
  }

  void send(HttpExchange exchange) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    headers.forEach(exchange.getResponseHeaders()::set);
    if (body.length == 0) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
