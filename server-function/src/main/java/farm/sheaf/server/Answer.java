package farm.sheaf.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.json.Json;

/**
 * An answer in the shape that a direct invocation and an HTTP API both take.
 *
 * @param statusCode 200; 400, 404, 409 when the request is refused; 500 when the farm is at fault
 * @param body always with a {@code message} for people
 */
record Answer(int statusCode, ObjectNode body) {
  static Answer ok(ObjectNode body) {
    return new Answer(200, body);
  }

  static Answer refused(int statusCode, String message) {
    return new Answer(statusCode, Json.object().put("message", message));
  }

  /** {@code {"statusCode": 200, "headers": {...}, "body": "<json>"}}. */
  ObjectNode toJson() {
    ObjectNode node = Json.object().put("statusCode", statusCode);
    node.putObject("headers").put("content-type", "application/json");
    return node.put("body", Json.write(body));
  }
}
