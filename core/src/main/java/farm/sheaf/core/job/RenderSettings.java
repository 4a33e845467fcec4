package farm.sheaf.core.job;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which picture of the file is rendered, and how; empty means as the file was saved.
 *
 * @param samples per pixel, 1 to {@value #MOST_SAMPLES}
 */
public record RenderSettings(
    Optional<String> scene,
    Optional<String> camera,
    Optional<Engine> engine,
    OptionalInt samples,
    Optional<Resolution> resolution,
    Denoise denoise,
    Scripts scripts,
    Missing missing) {
  public static final int MOST_SAMPLES = 1_000_000;

  public static final RenderSettings AS_SAVED =
      new RenderSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Denoise.AUTO,
          Scripts.DENY,
          Missing.WARN);

  public RenderSettings {
    if (samples.isPresent() && (samples.getAsInt() < 1 || samples.getAsInt() > MOST_SAMPLES)) {
      throw new InvalidRequestException(
          "samples: %d; it must be 1 to %d".formatted(samples.getAsInt(), MOST_SAMPLES));
    }
  }
}
