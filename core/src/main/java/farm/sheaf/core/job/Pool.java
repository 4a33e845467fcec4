package farm.sheaf.core.job;

import java.util.regex.Pattern;

/** Workers of one shape behind one queue. */
public record Pool(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,19}");

  public static final Pool CPU = new Pool("cpu");

  public Pool {
    if (!FORM.matcher(name).matches()) {
      throw new InvalidRequestException(
          "pool: \"%s\" is not a pool's name; the usual one is \"cpu\"".formatted(name));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
