package farm.sheaf.core.job;

import java.util.Locale;

/** What to do about a scene's denoising. */
public enum Denoise {
  /** As the scene says, without it where this Blender has no denoiser, and the job warns. */
  AUTO,
  /** Always; a Blender without a denoiser fails the job. */
  ON,
  /** Never. */
  OFF;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
