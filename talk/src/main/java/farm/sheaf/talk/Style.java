package farm.sheaf.talk;

import java.util.Map;

/** What the place that talk goes to can show. */
public enum Style {
  /** A pipe, a file, a CI log: plain lines only. */
  PLAIN,
  /** A terminal whose owner wants no colours: lines may be rewritten. */
  TERMINAL,
  /** A terminal with colours. */
  COLOUR;

  /** Where the launcher says that stderr is a terminal; the JDK cannot tell for stderr alone. */
  public static final String TERMINAL_PROPERTY = "sheaf.stderr.terminal";

  /** Follows {@code NO_COLOR}, {@code CI} and {@code TERM=dumb}. */
  public static Style of(Map<String, String> environment, boolean terminal) {
    if (!terminal || environment.containsKey("CI") || "dumb".equals(environment.get("TERM"))) {
      return PLAIN;
    }
    return environment.getOrDefault("NO_COLOR", "").isEmpty() ? COLOUR : TERMINAL;
  }

  /** Whether a line may be written over. */
  public boolean rewrites() {
    return this != PLAIN;
  }

  public String green(String text) {
    return painted("32", text);
  }

  public String yellow(String text) {
    return painted("33", text);
  }

  public String red(String text) {
    return painted("31", text);
  }

  public String bold(String text) {
    return painted("1", text);
  }

  private String painted(String code, String text) {
    return this == COLOUR ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
