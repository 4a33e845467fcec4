package farm.sheaf.talk;

import java.util.Locale;

/**
 * One thing that the doctor looked at.
 *
 * @param advice what to do; empty where all is well
 */
public record Finding(String name, Level level, String detail, String advice) {
  /** How well it is. */
  public enum Level {
    OK,
    WARN,
    FAIL;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding ok(String name, String detail) {
    return new Finding(name, Level.OK, detail, "");
  }

  public static Finding warn(String name, String detail, String advice) {
    return new Finding(name, Level.WARN, detail, advice);
  }

  public static Finding fail(String name, String detail, String advice) {
    return new Finding(name, Level.FAIL, detail, advice);
  }
}
