package farm.sheaf.infra.configuration;

import java.util.regex.Pattern;

/** Which of an account's farms this is; part of every name, so that farms live side by side. */
public record Stage(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{1,10}");

  public Stage {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no stage; write 1 to 10 lower-case letters or digits, such as prod"
              .formatted(name));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
