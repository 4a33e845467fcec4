package farm.sheaf.server;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.json.Json;
import farm.sheaf.core.job.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A request that came through an HTTP API: {@code POST /} with the JSON of a direct invocation.
 *
 * <p>Source: the payload format 2.0 of API Gateway's AWS Lambda proxy integrations.
 */
final class HttpRequest {
  private static final ObjectReader EVENT =
      Json.MAPPER
          .readerFor(APIGatewayV2HTTPEvent.class)
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private HttpRequest() {}

  /** Whether an invocation's payload is an HTTP API's event, not a user's own JSON. */
  static boolean is(ObjectNode payload) {
    return payload.path("requestContext").has("http");
  }

  /**
   * The JSON that the user posted.
   *
   * @throws InvalidRequestException for another method or path, or a body that is no JSON object
   */
  static ObjectNode body(ObjectNode payload) {
    APIGatewayV2HTTPEvent event = event(payload);
    String method = event.getRequestContext().getHttp().getMethod();
    String path = event.getRawPath() == null ? "/" : event.getRawPath();
    if (!"POST".equals(method) || !path.equals("/")) {
      throw new InvalidRequestException(
          "%s %s is not served; send POST / with a JSON body".formatted(method, path));
    }
    String body = event.getBody() == null ? "" : event.getBody();
    return Json.parseObject(event.getIsBase64Encoded() ? decoded(body) : body);
  }

  private static APIGatewayV2HTTPEvent event(ObjectNode payload) {
    try {
      return EVENT.readValue(payload);
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          "this is no event of an HTTP API: " + e.getOriginalMessage());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("a tree in memory cannot fail to be read", e);
    }
  }

  private static String decoded(String body) {
    try {
      return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("the body is said to be Base64 and is not");
    }
  }
}
