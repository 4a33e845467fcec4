package farm.sheaf.core.job;

import java.util.Locale;

/** Whether the Python inside a scene may run. */
public enum Scripts {
  DENY,
  ALLOW;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
