package farm.sheaf.account;

import farm.sheaf.json.Spelling;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** What AWS's refusals mean to who works with an account: what happened, and what to do. */
record AccountTelling(AwsAccess access) implements Telling {
  /** As IAM words it; some services say "Access Denied" and no more. */
  private static final Pattern REFUSED =
      Pattern.compile("perform: ([a-z0-9-]+:[A-Za-z*]+)(?:.*? on resource: (\\S+))?");

  @Override
  public Problem problem(Doing doing, SdkException e) {
    AwsTrouble trouble = AwsTrouble.of(e);
    return new Problem(exit(trouble), text(trouble, doing, AwsTrouble.said(e)), e);
  }

  private static ExitCode exit(AwsTrouble trouble) {
    return switch (trouble) {
      case NO_CREDENTIALS, EXPIRED, UNKNOWN_KEY, WRONG_SECRET, DENIED -> ExitCode.NOT_ALLOWED;
      case CLOCK,
          OTHER_REGION,
          NOT_FOUND,
          THROTTLED,
          NO_SUCH_HOST,
          UNREACHABLE,
          AWS_FAILED,
          OTHER ->
          ExitCode.FAILED;
    };
  }

  private String text(AwsTrouble trouble, Doing doing, String said) {
    return switch (trouble) {
      case NO_CREDENTIALS ->
          "There are no AWS credentials%s.\nSign in and name the profile: aws configure sso, then --profile NAME; or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
              .formatted(
                  access
                      .profile()
                      .map(name -> " in the profile \"%s\"".formatted(name))
                      .orElse(": none in the environment, and no default profile"));
      case EXPIRED -> "The AWS credentials%s have expired.\n%s".formatted(whose(), signInAgain());
      case UNKNOWN_KEY ->
          "AWS does not know the access key%s (%s).\nCheck it with: aws sts get-caller-identity. If it works elsewhere, the region %s may not be enabled for the account."
              .formatted(whose(), said, access.region());
      case WRONG_SECRET ->
          "AWS refuses the signature: the secret key%s does not belong to its access key.\nSet both anew: aws configure%s"
              .formatted(whose(), profileWord());
      case CLOCK ->
          "AWS refuses requests from this machine because its clock is wrong (%s).\nSet the clock, for example: sudo timedatectl set-ntp true"
              .formatted(said);
      case DENIED -> denied(doing, said);
      case OTHER_REGION ->
          "What was asked for (%s) is not in the region %s (%s).\nName its region with --region."
              .formatted(doing.words(), access.region(), said);
      case NOT_FOUND -> "There is nothing there: %s (%s).".formatted(doing.words(), said);
      case THROTTLED ->
          "AWS takes no more requests at the moment (%s: %s).\nTry again in a minute."
              .formatted(doing.words(), said);
      case NO_SUCH_HOST -> noSuchHost(doing);
      case UNREACHABLE ->
          "AWS does not answer (%s: %s).\nCheck the network, and HTTPS_PROXY where there is a proxy."
              .formatted(doing.words(), said);
      case AWS_FAILED ->
          "AWS itself failed (%s: %s).\nTry again; https://health.aws.amazon.com tells of outages."
              .formatted(doing.words(), said);
      case OTHER -> "This did not work: %s (%s).".formatted(doing.words(), said);
    };
  }

  private String denied(Doing doing, String said) {
    Matcher refused = REFUSED.matcher(said);
    boolean named = refused.find();
    String permission = named ? refused.group(1) : doing.permission();
    String resource = named && refused.group(2) != null ? " on " + refused.group(2) : "";
    return "You are not allowed to do this: %s needs the permission %s%s.\nAsk who looks after the account for it, or use another --profile. Who you are: aws sts get-caller-identity%s"
        .formatted(doing.words(), permission, resource, profileWord());
  }

  private String noSuchHost(Doing doing) {
    List<String> regions = Region.regions().stream().map(Region::id).sorted().toList();
    if (regions.contains(access.region())) {
      return "No network reaches AWS in %s (%s: its name cannot be looked up).\nCheck the network and its name server; behind a proxy, HTTPS_PROXY."
          .formatted(access.region(), doing.words());
    }
    List<String> near = Spelling.near(access.region(), regions);
    return "There is no AWS region \"%s\".\n%s"
        .formatted(
            access.region(),
            near.isEmpty()
                ? "Name one such as --region eu-central-1."
                : "Did you mean %s?".formatted(String.join(" or ", near)));
  }

  private String whose() {
    return access.profile().map(name -> " of the profile \"%s\"".formatted(name)).orElse("");
  }

  private String profileWord() {
    return access.profile().map(name -> " --profile " + name).orElse("");
  }

  private String signInAgain() {
    return access.environment().containsKey("AWS_SESSION_TOKEN")
        ? "Those in the environment are from AWS_SESSION_TOKEN: fetch new ones, or unset it."
        : "Sign in again: aws sso login%s".formatted(profileWord());
  }
}
