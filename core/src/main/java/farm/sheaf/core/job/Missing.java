package farm.sheaf.core.job;

import java.util.Locale;

/** What to do about an image, sound, font or cache that a scene names and nobody has. */
public enum Missing {
  /** Render without it; the job names it. */
  WARN,
  /** Refuse to render. */
  FAIL;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
