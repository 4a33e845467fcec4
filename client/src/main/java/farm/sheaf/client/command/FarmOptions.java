package farm.sheaf.client.command;

import farm.sheaf.account.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Which farm is meant: the words before or after any command. Each word is a variable too, and
 * AWS's own keep AWS's own names, so that other programs read them alike.
 */
final class FarmOptions {
  private static final List<String> KEYS =
      List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

  @Option(
      names = "--stage",
      scope = ScopeType.INHERIT,
      paramLabel = "STAGE",
      description =
          "The farm of this name on AWS, or SHEAF_STAGE. Without it: the farm of this machine.")
  private Optional<String> stage = Optional.empty();

  @Option(
      names = "--region",
      scope = ScopeType.INHERIT,
      paramLabel = "REGION",
      description = "AWS's region, or AWS_REGION. Default: the profile's.")
  private Optional<String> region = Optional.empty();

  @Option(
      names = "--profile",
      scope = ScopeType.INHERIT,
      paramLabel = "PROFILE",
      description = "Whose credentials, or AWS_PROFILE. Default: as every AWS tool finds them.")
  private Optional<String> profile = Optional.empty();

  /** The environment as if the words had been variables. A profile that is typed beats keys. */
  Map<String, String> over(Map<String, String> environment) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    stage.ifPresent(name -> all.put(Stage.VARIABLE, name));
    region.ifPresent(name -> all.put("AWS_REGION", name));
    profile.ifPresent(
        name -> {
          KEYS.forEach(all::remove);
          all.put("AWS_PROFILE", name);
        });
    return all;
  }

  /** A word that means nothing to the farm of this machine. */
  Optional<String> awsWord() {
    return region.map(_ -> "--region").or(() -> profile.map(_ -> "--profile"));
  }
}
