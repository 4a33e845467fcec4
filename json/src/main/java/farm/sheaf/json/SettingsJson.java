package farm.sheaf.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.Missing;
import farm.sheaf.core.job.OutputSettings;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.RenderSettings;
import farm.sheaf.core.job.Resolution;
import farm.sheaf.core.job.Scripts;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.job.WorkSettings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * A job's settings as users write them: flat fields, each optional. The same fields stand in a
 * request, in a message on the job queue and in the job table.
 */
public final class SettingsJson {
  /** The names of all fields, in the order in which they are written. */
  public static final List<String> FIELDS =
      List.of(
          "scene",
          "camera",
          "engine",
          "samples",
          "resolution",
          "fps",
          "chunk",
          "format",
          "video",
          "denoise",
          "scripts",
          "missing",
          "frameTimeout",
          "maxAttempts",
          "pool");

  private SettingsJson() {}

  /**
   * Reads the settings among an object's fields and leaves its others alone; {@link
   * Fields#refuseUnknown} is for those.
   *
   * @throws farm.sheaf.core.job.InvalidRequestException naming the field, its value and what to
   *     send instead
   */
  public static JobSettings decode(ObjectNode node) {
    return decode(node, UnaryOperator.identity());
  }

  /**
   * Reads settings that are on record, in the table or in a message. They were taken once, so a
   * frame timeout that is longer than possible is no error but the longest.
   */
  static JobSettings decodeRecorded(ObjectNode node) {
    return decode(
        node,
        timeout ->
            timeout.compareTo(WorkSettings.LONGEST_FRAME_TIMEOUT) > 0
                ? WorkSettings.LONGEST_FRAME_TIMEOUT
                : timeout);
  }

  private static JobSettings decode(ObjectNode node, UnaryOperator<Duration> frameTimeout) {
    Fields fields = new Fields(node);
    return new JobSettings(render(fields), output(fields), work(fields, frameTimeout));
  }

  private static RenderSettings render(Fields fields) {
    return new RenderSettings(
        fields.text("scene"),
        fields.text("camera"),
        fields.word("engine", Engine.values(), Engine::word),
        fields.integer("samples"),
        fields.text("resolution").map(Resolution::parse),
        fields.word("denoise", Denoise.values(), Denoise::word).orElse(Denoise.AUTO),
        fields.word("scripts", Scripts.values(), Scripts::word).orElse(Scripts.DENY),
        fields.word("missing", Missing.values(), Missing::word).orElse(Missing.WARN));
  }

  private static OutputSettings output(Fields fields) {
    return new OutputSettings(
        fields.word("format", ImageFormat.values(), ImageFormat::word).orElse(ImageFormat.PNG),
        fields.text("video").map(Video::parse).orElse(OutputSettings.DEFAULT.video()),
        fields.scalar("fps", "\"24\", \"12.5\" or \"30000/1001\"").map(FrameRate::parse));
  }

  private static WorkSettings work(Fields fields, UnaryOperator<Duration> frameTimeout) {
    return new WorkSettings(
        chunk(fields),
        fields
            .scalar("frameTimeout", DurationText.EXPECTED)
            .map(DurationText::parse)
            .map(frameTimeout),
        fields.integer("maxAttempts").orElse(WorkSettings.DEFAULT_ATTEMPTS),
        fields.text("pool").map(Pool::new).orElse(Pool.CPU));
  }

  private static OptionalInt chunk(Fields fields) {
    boolean automatic =
        fields
            .scalar("chunk", "a number of frames like 10, or \"auto\"")
            .filter("auto"::equals)
            .isPresent();
    return automatic ? OptionalInt.empty() : fields.integer("chunk");
  }

  /** Writes what differs from the default into an object. */
  public static void encode(JobSettings settings, ObjectNode into) {
    RenderSettings render = settings.render();
    OutputSettings output = settings.output();
    WorkSettings work = settings.work();
    render.scene().ifPresent(scene -> into.put("scene", scene));
    render.camera().ifPresent(camera -> into.put("camera", camera));
    render.engine().ifPresent(engine -> into.put("engine", engine.word()));
    render.samples().ifPresent(samples -> into.put("samples", samples));
    render.resolution().ifPresent(resolution -> into.put("resolution", resolution.toString()));
    output.fps().ifPresent(fps -> into.put("fps", fps.toString()));
    work.chunk().ifPresent(chunk -> into.put("chunk", chunk));
    differing(into, "format", output.format().word(), ImageFormat.PNG.word());
    differing(into, "video", output.video().toString(), OutputSettings.DEFAULT.video().toString());
    differing(into, "denoise", render.denoise().word(), Denoise.AUTO.word());
    differing(into, "scripts", render.scripts().word(), Scripts.DENY.word());
    differing(into, "missing", render.missing().word(), Missing.WARN.word());
    work.frameTimeout()
        .ifPresent(timeout -> into.put("frameTimeout", DurationText.seconds(timeout)));
    if (work.maxAttempts() != WorkSettings.DEFAULT_ATTEMPTS) {
      into.put("maxAttempts", work.maxAttempts());
    }
    differing(into, "pool", work.pool().name(), Pool.CPU.name());
  }

  private static void differing(ObjectNode into, String name, String value, String byDefault) {
    if (!value.equals(byDefault)) {
      into.put(name, value);
    }
  }
}
