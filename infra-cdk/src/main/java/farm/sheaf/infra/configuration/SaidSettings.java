package farm.sheaf.infra.configuration;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where a deployment says what it chooses. The environment counts least, because it may be there
 * for something else; the CDK's context counts most.
 */
public final class SaidSettings {
  private static final String PROPERTY_PREFIX = "sheaf.";

  /** Set by the build, not chosen by anyone. */
  private static final String CHECKOUT = "sheaf.checkout";

  private SaidSettings() {}

  /**
   * All that was said, by key.
   *
   * @param context of the CDK app, of which only what begins with {@code sheaf:} is ours
   */
  public static Map<String, String> gather(
      Map<String, String> environment, Map<String, String> properties, Map<String, ?> context) {
    Map<String, String> said = new TreeMap<>();
    for (Key key : Key.values()) {
      String value = environment.get(key.variable());
      if (value != null) {
        said.put(key.word(), value);
      }
    }
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(PROPERTY_PREFIX) && !name.equals(CHECKOUT)) {
            said.put(name.replaceFirst("\\.", ":"), value);
          }
        });
    context.forEach(
        (name, value) -> {
          if (name.startsWith(Key.PREFIX)) {
            said.put(name, String.valueOf(value));
          }
        });
    return said;
  }
}
