package farm.sheaf.infra.configuration;

import java.util.regex.Pattern;

/** An IAM role or user that administers the cluster, by its ARN. */
public record Admin(String arn) {
  private static final Pattern FORM =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:(?:role|user)/[\\w+=,.@/-]{1,512}");

  public Admin {
    if (!FORM.matcher(arn).matches()) {
      throw new IllegalArgumentException(
          ("\"%s\" is no IAM role or user (for a session write its role); write an ARN such as"
                  + " arn:aws:iam::123456789012:role/farm-admin")
              .formatted(arn));
    }
  }

  @Override
  public String toString() {
    return arn;
  }
}
