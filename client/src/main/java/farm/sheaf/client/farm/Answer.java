package farm.sheaf.client.farm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;

/**
 * What the server answered.
 *
 * @param statusCode as HTTP has it; 200 is yes
 * @param body the document; it has {@code message} for people
 */
public record Answer(int statusCode, ObjectNode body) {
  /** Reads {@code {"statusCode": 200, "body": "<json>"}}; the body may also come as an object. */
  public static Answer read(String payload) {
    JsonNode outer =
        Json.parse(payload)
            .orElseThrow(() -> unreadable("an answer that is not JSON: " + shortened(payload)));
    if (outer.has("errorMessage")) {
      throw unreadable("an error: " + outer.path("errorMessage").asText());
    }
    JsonNode body = outer.path("body");
    JsonNode document = body.isTextual() ? Json.parse(body.asText()).orElse(body) : body;
    if (!(document instanceof ObjectNode object)) {
      throw unreadable("an answer without a body: " + shortened(payload));
    }
    return new Answer(outer.path("statusCode").asInt(200), object);
  }

  /** The document of an answer that is a yes; anything else ends the command in prose. */
  public ObjectNode accepted() {
    String message = body.path("message").asText("the farm gave no reason");
    return switch (statusCode) {
      case 200, 201, 202 -> body;
      case 400, 413 -> throw Problem.usage(message);
      case 401, 403 -> throw new Problem(ExitCode.NOT_ALLOWED, message);
      default -> throw Problem.failed(message);
    };
  }

  private static Problem unreadable(String what) {
    return Problem.failed(
        "The farm's server gave "
            + what
            + "\n"
            + "Its log says more; on one machine that is farm.log in the farm's folder, on AWS the"
            + " log group /aws/lambda/server-STAGE.");
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
