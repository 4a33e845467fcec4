package farm.sheaf.core.job;

import java.util.Locale;

/**
 * A render engine by its plain name. Blender's own identifiers differ by version (Eevee has had
 * two), so the worker's driver maps the name to what its Blender calls it.
 */
public enum Engine {
  CYCLES,
  EEVEE,
  WORKBENCH;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
