package farm.sheaf.worker.blender;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What is heard from the driver after an order. */
sealed interface Reply {
  /** The scene is loaded and the driver takes orders. */
  record Connected() implements Reply {}

  /**
   * The scene stands ready.
   *
   * @param scene its name in the file
   * @param mark the line that ends what Blender printed about it
   */
  record Ready(SceneReport report, String scene, String mark) implements Reply {}

  /**
   * The scene cannot be rendered as asked.
   *
   * @param mark the line that ends what Blender printed about it
   */
  record Refused(FailureKind kind, String message, String mark) implements Reply {}

  /** An order failed; the scene may still do others. */
  record Failed(FailureKind kind, String message, String mark) implements Reply {}

  /** A frame was passed on the way through a simulation. */
  record Stepped(int frame) implements Reply {}

  record Rendered(Duration took) implements Reply {}

  record Mixed() implements Reply {}

  record Silent() implements Reply {}

  record Pong() implements Reply {}

  /** The connection ended, and so Blender has or will. */
  record Gone() implements Reply {}

  /** Nothing came in time. */
  record Late() implements Reply {}

  /**
   * @throws IllegalArgumentException for what no driver of this program says
   */
  static Reply of(JsonNode json) {
    String is = json.path("is").asText();
    return switch (is) {
      case "ready" -> new Ready(report(json), text(json, "scene"), text(json, "mark"));
      case "refused" -> new Refused(kind(json), text(json, "message"), text(json, "mark"));
      case "failed" -> new Failed(kind(json), text(json, "message"), text(json, "mark"));
      case "stepped" -> new Stepped(json.path("frame").asInt());
      case "rendered" -> new Rendered(seconds(json.path("seconds").asDouble()));
      case "mixed" -> json.path("silent").asBoolean() ? new Silent() : new Mixed();
      case "pong" -> new Pong();
      default -> throw new IllegalArgumentException("the driver said \"%s\"".formatted(is));
    };
  }

  private static FailureKind kind(JsonNode json) {
    return FailureKind.of(text(json, "kind"));
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asText();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private static SceneReport report(JsonNode json) {
    List<String> warnings = new ArrayList<>();
    json.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    JsonNode start = json.path("simulationStart");
    return new SceneReport(
        json.path("width").asInt(),
        json.path("height").asInt(),
        new FrameRate(json.path("fps").asInt(), json.path("fpsBase").asInt()),
        start.isInt() ? OptionalInt.of(start.asInt()) : OptionalInt.empty(),
        warnings);
  }
}
