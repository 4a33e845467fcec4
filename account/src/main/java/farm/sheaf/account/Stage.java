package farm.sheaf.account;

import farm.sheaf.talk.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of one farm in an account and region, such as {@code prod}. */
public record Stage(String name) {
  /** The variable that names the stage for all commands. */
  public static final String VARIABLE = "SHEAF_STAGE";

  /** Bucket names carry it beside an account and a region, and end at 63 characters. */
  private static final Pattern WRITTEN = Pattern.compile("[a-z0-9]{1,10}");

  /** The stage of who names none to {@code deploy}. */
  public static final Stage USUAL = new Stage("prod");

  public Stage {
    if (!WRITTEN.matcher(name).matches()) {
      throw Problem.usage(
          "stage: \"%s\" cannot be; write 1 to 10 lower-case letters or digits, such as prod"
              .formatted(name));
    }
  }

  /** The stage that the environment names. */
  public static Optional<Stage> named(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(value -> !value.isBlank())
        .map(Stage::new);
  }

  /** The SSM parameter with the farm's settings. */
  public String farmParameter() {
    return "/sheaf/%s/farm".formatted(name);
  }

  /** The SSM parameter with the cluster's settings. */
  public String clusterParameter() {
    return "/sheaf/%s/cluster".formatted(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
