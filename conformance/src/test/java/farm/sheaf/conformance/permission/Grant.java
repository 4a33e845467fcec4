package farm.sheaf.conformance.permission;

import java.util.regex.Pattern;

/**
 * One action on one resource that a role is allowed. Both may hold IAM's wildcards.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource an ARN
 */
public record Grant(String action, String resource) {
  /** Whether it allows a need. */
  boolean covers(Need need) {
    return matches(action, need.action(), Pattern.CASE_INSENSITIVE)
        && matches(resource, need.resource(), 0);
  }

  private static boolean matches(String pattern, String text, int flags) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, flags | Pattern.DOTALL).matcher(text).matches();
  }
}
