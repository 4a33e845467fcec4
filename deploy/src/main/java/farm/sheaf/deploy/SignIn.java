package farm.sheaf.deploy;

import farm.sheaf.account.AwsAccess;
import org.jspecify.annotations.Nullable;

/** Finds out in whose name all that follows is done, before anything is. */
public final class SignIn implements Check {
  private final AwsAccess access;
  private @Nullable Identity identity;

  SignIn(AwsAccess access) {
    this.access = access;
  }

  @Override
  public String title() {
    return "AWS account";
  }

  @Override
  public Look look() {
    Identity who = identity();
    return new Look.Fine("%s in %s, as %s".formatted(who.account(), access.region(), who.arn()));
  }

  /** Who it is; AWS is asked once. */
  public Identity identity() {
    if (identity == null) {
      identity = Identity.of(access);
    }
    return identity;
  }
}
