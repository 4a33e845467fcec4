package farm.sheaf.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A request that came through an HTTP API: {@code POST /} with the JSON of a direct invocation.
 *
 * <p>Source: the payload format 2.0 of API Gateway's AWS Lambda proxy integrations. Four of its
 * fields are read by name; AWS's library of event classes would be half a megabyte for that.
 */
final class HttpRequest {
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
    String method = payload.path("requestContext").path("http").path("method").asText();
    String path = payload.path("rawPath").asText("/");
    if (!method.equals("POST") || !path.equals("/")) {
      throw new InvalidRequestException(
          "%s %s is not served; send POST / with a JSON body".formatted(method, path));
    }
    String body = payload.path("body").asText("");
    return Json.parseObject(payload.path("isBase64Encoded").asBoolean() ? decoded(body) : body);
  }

  private static String decoded(String body) {
    try {
      return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("the body is said to be Base64 and is not");
    }
  }
}
