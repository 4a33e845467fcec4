package farm.sheaf.core.farm;

import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Missing;
import farm.sheaf.core.job.OutputSettings;
import farm.sheaf.core.job.RenderSettings;
import farm.sheaf.core.job.Resolution;
import farm.sheaf.core.job.Scripts;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.job.WorkSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The spelling in which a submission is digested: one text per value, in an order that is never
 * changed. It belongs to job ids alone and follows no {@code toString}, so that a class may print
 * itself as it likes and a submission still finds the job that it found before. A job's name is not
 * in it, because it changes no pixel.
 *
 * <p>A new setting must add no value where it is not set, or every job of every farm is another.
 */
final class CanonicalSpec {
  private CanonicalSpec() {}

  static List<String> values(JobSpec spec) {
    RenderSettings render = spec.settings().render();
    OutputSettings output = spec.settings().output();
    WorkSettings work = spec.settings().work();
    return List.of(
        spec.file().key(),
        spec.file().etag(),
        spec.frames().notation(),
        spec.force(),
        optional(render.scene(), Function.identity()),
        optional(render.camera(), Function.identity()),
        optional(render.engine(), CanonicalSpec::engine),
        optional(render.samples()),
        optional(render.resolution(), CanonicalSpec::resolution),
        denoise(render.denoise()),
        scripts(render.scripts()),
        missing(render.missing()),
        format(output.format()),
        video(output.video()),
        optional(output.fps(), CanonicalSpec::rate),
        optional(work.chunk()),
        optional(work.frameTimeout(), CanonicalSpec::duration),
        decimal(work.maxAttempts()),
        work.pool().name());
  }

  private static <T> String optional(Optional<T> value, Function<T, String> spelling) {
    return value.map(v -> "Optional[" + spelling.apply(v) + "]").orElse("Optional.empty");
  }

  private static String optional(OptionalInt value) {
    return value.isPresent()
        ? "OptionalInt[" + decimal(value.getAsInt()) + "]"
        : "OptionalInt.empty";
  }

  private static String decimal(int value) {
    return Integer.toString(value);
  }

  private static String engine(Engine engine) {
    return switch (engine) {
      case CYCLES -> "CYCLES";
      case EEVEE -> "EEVEE";
      case WORKBENCH -> "WORKBENCH";
    };
  }

  private static String resolution(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Pixels(int width, int height) -> decimal(width) + "x" + decimal(height);
      case Resolution.Percent(int percent) -> decimal(percent) + "%";
    };
  }

  private static String denoise(Denoise denoise) {
    return switch (denoise) {
      case AUTO -> "AUTO";
      case ON -> "ON";
      case OFF -> "OFF";
    };
  }

  private static String scripts(Scripts scripts) {
    return switch (scripts) {
      case DENY -> "DENY";
      case ALLOW -> "ALLOW";
    };
  }

  private static String missing(Missing missing) {
    return switch (missing) {
      case WARN -> "WARN";
      case FAIL -> "FAIL";
    };
  }

  private static String format(ImageFormat format) {
    return switch (format) {
      case PNG -> "PNG";
      case EXR -> "EXR";
      case JPEG -> "JPEG";
    };
  }

  private static String video(Video video) {
    return switch (video) {
      case Video.None() -> "none";
      // The 18 is of this spelling: another default quality leaves the digests as they are.
      case Video.Film(Video.Codec codec, int crf) ->
          codec(codec) + (crf == 18 ? "" : ":" + decimal(crf));
    };
  }

  private static String codec(Video.Codec codec) {
    return switch (codec) {
      case H264 -> "h264";
      case H265 -> "h265";
    };
  }

  private static String rate(FrameRate rate) {
    return rate.denominator() == 1
        ? decimal(rate.numerator())
        : decimal(rate.numerator()) + "/" + decimal(rate.denominator());
  }

  /** As ISO 8601 has it, in hours, minutes and seconds without zeros: {@code PT2H3M4.5S}. */
  private static String duration(Duration duration) {
    StringBuilder text = new StringBuilder("PT");
    if (duration.toHours() > 0) {
      text.append(duration.toHours()).append('H');
    }
    if (duration.toMinutesPart() > 0) {
      text.append(duration.toMinutesPart()).append('M');
    }
    BigDecimal seconds =
        BigDecimal.valueOf(duration.toSecondsPart())
            .add(BigDecimal.valueOf(duration.toNanosPart(), 9));
    if (seconds.signum() > 0) {
      text.append(seconds.stripTrailingZeros().toPlainString()).append('S');
    }
    return text.toString();
  }
}
