package farm.sheaf.worker.blender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.Resolution;
import java.nio.file.Path;
import java.util.Optional;

/** The orders that the driver takes, as its JSON; {@code service.py} is the other end. */
final class Order {
  private Order() {}

  /** Applies the job's settings to the loaded scene. */
  static JsonNode open(SceneSetup setup) {
    JobSettings settings = setup.spec().settings();
    ObjectNode order = order("open");
    settings.render().scene().ifPresent(name -> order.put("scene", name));
    settings.render().camera().ifPresent(name -> order.put("camera", name));
    settings.render().engine().ifPresent(engine -> order.put("engine", engine.word()));
    settings.render().samples().ifPresent(samples -> order.put("samples", samples));
    settings.render().resolution().ifPresent(resolution -> put(order, resolution));
    return order
        .put("format", settings.output().format().word())
        .put("denoise", settings.render().denoise().word())
        .put("scripts", settings.render().scripts().word())
        .put("missing", settings.render().missing().word());
  }

  private static void put(ObjectNode order, Resolution resolution) {
    switch (resolution) {
      case Resolution.Pixels(int width, int height) ->
          order.put("width", width).put("height", height);
      case Resolution.Percent(int percent) -> order.put("percent", percent);
    }
  }

  static JsonNode render(int frame, Path target, Optional<Path> preview) {
    ObjectNode order =
        order("render").put("frame", frame).put("target", target.toAbsolutePath().toString());
    preview.ifPresent(path -> order.put("preview", path.toAbsolutePath().toString()));
    return order;
  }

  /** Blender's rate is a whole number divided by a float. */
  static JsonNode mixdown(FrameSet frames, Path wav, Optional<FrameRate> fps) {
    ObjectNode order =
        order("mixdown")
            .put("first", frames.first())
            .put("last", frames.last())
            .put("target", wav.toAbsolutePath().toString());
    fps.ifPresent(
        rate -> {
          int whole = Math.max(1, Math.ceilDiv(rate.numerator(), rate.denominator()));
          order
              .put("fps", whole)
              .put("fpsBase", (double) whole * rate.denominator() / rate.numerator());
        });
    return order;
  }

  /** Answered in mid-render too, by the driver's reading thread. */
  static JsonNode ping() {
    return order("ping");
  }

  /** Obeyed in mid-render too; there is no reply. */
  static JsonNode abort() {
    return order("abort");
  }

  private static ObjectNode order(String what) {
    return JsonNodeFactory.instance.objectNode().put("do", what);
  }
}
