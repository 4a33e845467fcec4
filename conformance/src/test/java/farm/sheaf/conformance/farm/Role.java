package farm.sheaf.conformance.farm;

import java.util.Locale;

/** Who calls AWS in a farm, each with permissions of its own. */
public enum Role {
  SERVER,
  WATCHER,
  LOGGER,
  WORKER;

  /** As its function or program is called. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
