package farm.sheaf.deploy;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Telling.Doing;
import farm.sheaf.talk.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Who asks: an account and a principal in it. */
public record Identity(String account, String arn) {
  private static final Pattern SESSION =
      Pattern.compile("arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/([^/]+)/.+");

  /** Asks AWS, which tells anybody with credentials. */
  public static Identity of(AwsAccess access) {
    Doing doing = new Doing("asking AWS who you are", "sts:GetCallerIdentity");
    // Whoever has no credentials is told so, rather than of a request that failed.
    access.telling().telling(doing, () -> access.credentials().resolveCredentials());
    try (StsClient sts = access.configured(StsClient.builder(), "STS").build()) {
      GetCallerIdentityResponse who =
          access.telling().telling(doing, () -> sts.getCallerIdentity());
      return new Identity(who.account(), who.arn());
    }
  }

  /** The role's name, where a role's session asks. */
  Optional<String> role() {
    Matcher session = SESSION.matcher(arn);
    return session.matches() ? Optional.of(session.group(3)) : Optional.empty();
  }

  /**
   * The role or user that a cluster can know as its administrator: for a session its role. The path
   * of a role is not part of a session's name, and IAM alone knows it.
   */
  String principal() {
    if (arn.endsWith(":root")) {
      throw Problem.failed(
          "These are the credentials of the account's root user, which cannot administer a cluster"
              + " (and should not be used at all).\n"
              + "Sign in as a user or a role: aws configure sso");
    }
    Matcher session = SESSION.matcher(arn);
    return session.matches()
        ? "arn:%s:iam::%s:role/%s".formatted(session.group(1), session.group(2), session.group(3))
        : arn;
  }
}
