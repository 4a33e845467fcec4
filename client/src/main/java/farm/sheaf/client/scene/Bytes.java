package farm.sheaf.client.scene;

import java.util.Locale;

/** Sizes the way people say them. */
public final class Bytes {
  private Bytes() {}

  /** {@code 512 bytes}, {@code 1.4 MB}, {@code 108 MB}; powers of ten, as file managers do. */
  public static String said(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    String[] units = {"kB", "MB", "GB", "TB"};
    double value = bytes / 1_000.0;
    int unit = 0;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }
}
