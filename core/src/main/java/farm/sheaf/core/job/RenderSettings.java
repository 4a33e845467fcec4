package farm.sheaf.core.job;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a frame is rendered; empty means as the scene says.
 *
 * @param samples per pixel, 1 or more
 */
public record RenderSettings(
    Optional<Engine> engine,
    OptionalInt samples,
    Optional<Resolution> resolution,
    Denoise denoise,
    Trust trust) {
  public static final RenderSettings AS_SAVED =
      new RenderSettings(
          Optional.empty(), OptionalInt.empty(), Optional.empty(), Denoise.AUTO, Trust.DEFAULT);

  public RenderSettings {
    if (samples.isPresent() && (samples.getAsInt() < 1 || samples.getAsInt() > 1_000_000)) {
      throw new InvalidRequestException(
          "samples: %d; it must be 1 to 1000000".formatted(samples.getAsInt()));
    }
  }

  /** How far a scene is trusted: its scripts, and its missing files. */
  public record Trust(Scripts scripts, Missing missing) {
    public static final Trust DEFAULT = new Trust(Scripts.DENY, Missing.WARN);
  }
}
