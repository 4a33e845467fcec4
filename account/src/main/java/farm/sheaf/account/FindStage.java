package farm.sheaf.account;

import farm.sheaf.account.Telling.Doing;
import farm.sheaf.json.Spelling;
import farm.sheaf.talk.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * Finds a farm's settings in an account by its stage. Who names one that is not there is told which
 * are, and where this one is if that can be seen.
 */
public record FindStage(AwsAccess access) {
  private static final Pattern PARAMETER = Pattern.compile("/sheaf/([^/]+)/farm");

  /** The settings, or the problem that there is no such farm here. */
  public FarmSettings settings(Stage stage) {
    return find(stage).orElseThrow(() -> notHere(stage));
  }

  /** The settings, if the stage is deployed in this region. */
  public Optional<FarmSettings> find(Stage stage) {
    return parameter(stage.farmParameter()).map(text -> FarmSettings.read(stage, text));
  }

  /** A parameter's text. */
  public Optional<String> parameter(String name) {
    // Whoever has no credentials is told so, rather than of a request that failed.
    access
        .telling()
        .telling(
            new Doing("signing in", "sts:GetCallerIdentity"),
            () -> access.credentials().resolveCredentials());
    try (SsmClient ssm = ssm()) {
      return access
          .telling()
          .telling(
              new Doing("reading the farm's settings (" + name + ")", "ssm:GetParameter"),
              () -> {
                try {
                  return Optional.of(
                      ssm.getParameter(request -> request.name(name)).parameter().value());
                } catch (ParameterNotFoundException e) {
                  return Optional.empty();
                }
              });
    }
  }

  /** The stages that are deployed in this region, as far as this caller may see them. */
  public List<String> stages() {
    try (SsmClient ssm = ssm()) {
      return ssm
          .getParametersByPathPaginator(request -> request.path("/sheaf/").recursive(true))
          .stream()
          .flatMap(page -> page.parameters().stream())
          .map(each -> PARAMETER.matcher(each.name()))
          .filter(Matcher::matches)
          .map(each -> each.group(1))
          .sorted()
          .toList();
    } catch (SdkException unseen) {
      return List.of();
    }
  }

  private Problem notHere(Stage stage) {
    List<String> elsewhere = regionsWith(stage);
    if (!elsewhere.isEmpty()) {
      return Problem.failed(
          "There is no farm \"%s\" in %s; there is one in %s.\nAdd: --region %s"
              .formatted(
                  stage, access.region(), String.join(" and ", elsewhere), elsewhere.getFirst()));
    }
    List<String> here = stages();
    if (here.isEmpty()) {
      return Problem.failed(
          "There is no farm \"%s\" in %s%s.\nMake one: ./sheaf deploy --stage %1$s; or name another region with --region, another account with --profile."
              .formatted(stage, access.region(), inAccount()));
    }
    List<String> near = Spelling.near(stage.name(), here);
    String said =
        near.isEmpty()
            ? "There is: " + String.join(", ", here)
            : "Did you mean --stage %s?".formatted(near.getFirst());
    return Problem.failed(
        "There is no farm \"%s\" in %s%s.\n%s"
            .formatted(stage, access.region(), inAccount(), said));
  }

  private String inAccount() {
    return access.profile().map(name -> " for the profile \"%s\"".formatted(name)).orElse("");
  }

  /** Bucket names tell: they end in account and region, and one request lists those everywhere. */
  private List<String> regionsWith(Stage stage) {
    String start = "render-files-bucket-" + stage + "-";
    try {
      return access.clients().s3().listBuckets().buckets().stream()
          .map(Bucket::name)
          .filter(name -> name.startsWith(start))
          .map(name -> name.substring(start.length()).replaceFirst("^[0-9]+-", ""))
          .filter(region -> !region.equals(access.region()))
          .sorted()
          .toList();
    } catch (SdkException unseen) {
      return List.of();
    }
  }

  private SsmClient ssm() {
    return access.configured(SsmClient.builder(), "SSM").build();
  }
}
