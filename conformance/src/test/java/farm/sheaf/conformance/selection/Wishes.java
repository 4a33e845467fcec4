package farm.sheaf.conformance.selection;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which servers somebody asked for beyond those that every build has: {@code SHEAF_CONFORMANCE}
 * holds {@code localstack}, {@code endpoints}, or both with a comma.
 */
public record Wishes(Set<Target> asked, Map<String, String> environment) {
  static final String VARIABLE = "SHEAF_CONFORMANCE";

  private static final String S3 = "AWS_ENDPOINT_URL_S3";
  private static final String SQS = "AWS_ENDPOINT_URL_SQS";
  private static final String DYNAMODB = "AWS_ENDPOINT_URL_DYNAMODB";

  /** What a container engine can tell. */
  public interface Engine {
    /** Why there is none; empty when there is one. */
    Optional<String> missing();

    /** Whether an image is on this machine. */
    boolean has(String image);
  }

  /**
   * Reads the wishes.
   *
   * @throws IllegalArgumentException for a word that names no servers
   */
  public static Wishes of(Map<String, String> environment) {
    Set<Target> asked = EnumSet.noneOf(Target.class);
    for (String word : environment.getOrDefault(VARIABLE, "").split(",", -1)) {
      switch (word.strip().toLowerCase(Locale.ROOT)) {
        case "" -> {}
        case "localstack" -> asked.add(Target.LOCALSTACK);
        case "endpoints" -> asked.add(Target.ENDPOINTS);
        default ->
            throw new IllegalArgumentException(
                "%s: \"%s\" names no servers; write localstack, endpoints, or both with a comma"
                    .formatted(VARIABLE, word));
      }
    }
    return new Wishes(asked, environment);
  }

  /**
   * Whether it runs on the servers of this build.
   *
   * @param unavailable why one of them cannot be had
   */
  public static Decision embedded(Optional<String> unavailable) {
    return unavailable.<Decision>map(Decision.NotRun::new).orElseGet(Decision.Run::new);
  }

  /** Whether it runs on LocalStack: an image that is not here is fetched only when asked for. */
  public Decision localStack(Engine engine, String image) {
    boolean wanted = asked.contains(Target.LOCALSTACK);
    Optional<String> missing = engine.missing();
    if (missing.isPresent()) {
      return wanted
          ? new Decision.Impossible(
              "LocalStack was asked for by %s, and there is no container engine: %s"
                  .formatted(VARIABLE, missing.get()))
          : new Decision.NotRun("no container engine");
    }
    return wanted || engine.has(image)
        ? new Decision.Run()
        : new Decision.NotRun("the image %s is not on this machine".formatted(image));
  }

  /** Whether it runs on servers at addresses that the environment gives. */
  public Decision endpoints() {
    if (!asked.contains(Target.ENDPOINTS)) {
      return new Decision.NotRun("not asked for");
    }
    return Stream.of(S3, SQS, DYNAMODB)
        .filter(variable -> environment.getOrDefault(variable, "").isBlank())
        .findFirst()
        .<Decision>map(
            variable ->
                new Decision.Impossible(
                    "endpoints were asked for by %s, and %s does not say where; set %s, %s and %s"
                        .formatted(VARIABLE, variable, S3, SQS, DYNAMODB)))
        .orElseGet(Decision.Run::new);
  }
}
