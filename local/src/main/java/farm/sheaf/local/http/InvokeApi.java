package farm.sheaf.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import farm.sheaf.local.function.LocalFunction;
import farm.sheaf.local.function.LocalFunction.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Invoke API ({@code POST /2015-03-31/functions/NAME/invocations}), for AWS CLI and SDKs.
 * A name may be an ARN and may carry a version. Signatures are not checked.
 */
final class InvokeApi implements HttpHandler {
  static final String PATH = "/2015-03-31/functions/";

  /** Lambda's limit for a request that waits for its answer. */
  static final int LARGEST_PAYLOAD = 6 << 20;

  /** How often Lambda tries an event in all. */
  private static final int TRIES = 3;

  private static final Pattern INVOCATION =
      Pattern.compile(
          PATH + "(?:(?:arn:[^/]*:)?function:)?([A-Za-z0-9_-]+)(?::[^/]+)?/invocations");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, LocalFunction> functions;

  InvokeApi(Map<String, LocalFunction> functions) {
    this.functions = Map.copyOf(functions);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] payload = exchange.getRequestBody().readNBytes(LARGEST_PAYLOAD + 1);
      answer(exchange, payload)
          .with("x-amzn-RequestId", UUID.randomUUID().toString())
          .send(exchange);
    }
  }

  private HttpAnswer answer(HttpExchange exchange, byte[] payload) {
    String path = exchange.getRequestURI().getPath();
    Matcher m = INVOCATION.matcher(path);
    if (!exchange.getRequestMethod().equals("POST") || !m.matches()) {
      return HttpAnswer.lambdaError(
          404, "UnknownOperationException", "only Invoke is served here, not " + path);
    }
    LocalFunction function = functions.get(m.group(1));
    if (function == null) {
      return HttpAnswer.lambdaError(
          404,
          "ResourceNotFoundException",
          "Function not found: %s; this farm has %s".formatted(m.group(1), functions.keySet()));
    }
    if (payload.length > LARGEST_PAYLOAD) {
      return HttpAnswer.lambdaError(
          413,
          "RequestTooLargeException",
          "the payload has more than %d bytes".formatted(LARGEST_PAYLOAD));
    }
    String json = payload.length == 0 ? "{}" : new String(payload, StandardCharsets.UTF_8);
    return invalid(json).orElseGet(() -> invoke(function, type(exchange), json));
  }

  private static String type(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))
        .orElse("RequestResponse");
  }

  private static Optional<HttpAnswer> invalid(String json) {
    try {
      JSON.readTree(json);
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(
          HttpAnswer.lambdaError(
              400,
              "InvalidRequestContentException",
              "Could not parse request body into json: " + e.getOriginalMessage()));
    }
  }

  private static HttpAnswer invoke(LocalFunction function, String type, String json) {
    return switch (type) {
      case "RequestResponse" -> waited(function.invoke(json));
      case "Event" -> {
        Thread.ofVirtual().name("event-" + function.name()).start(() -> untilDone(function, json));
        yield HttpAnswer.of(202, "");
      }
      case "DryRun" -> HttpAnswer.of(204, "");
      default ->
          HttpAnswer.lambdaError(
              400,
              "InvalidParameterValueException",
              "InvocationType \"%s\" is unknown; send RequestResponse, Event or DryRun"
                  .formatted(type));
    };
  }

  private static HttpAnswer waited(Outcome outcome) {
    HttpAnswer answer =
        HttpAnswer.of(200, outcome.payload().isEmpty() ? "null" : outcome.payload())
            .with("X-Amz-Executed-Version", "$LATEST");
    return switch (outcome) {
      case Outcome.Answered _ -> answer;
      case Outcome.Threw _ -> answer.with("X-Amz-Function-Error", "Unhandled");
    };
  }

  private static void untilDone(LocalFunction function, String json) {
    int tries = 1;
    while (function.invoke(json) instanceof Outcome.Threw && tries < TRIES) {
      tries++;
    }
  }
}
