package farm.sheaf.infra.configuration;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the cluster of workers shall be.
 *
 * @param kubernetes its version, such as 1.36
 * @param apiCidrs from where its API is reached over the internet; none makes it private
 * @param admins ARNs of the IAM roles and users that administer it; whoever deploys is not one by
 *     itself
 */
public record ClusterPlan(
    Presence presence, String kubernetes, List<String> apiCidrs, List<String> admins) {
  private static final Pattern VERSION = Pattern.compile("1\\.[0-9]{2}");
  private static final Pattern CIDR =
      Pattern.compile(
          "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!/)|(?=/))){4}/(?:3[0-2]|[12]?\\d)");
  private static final Pattern ADMIN =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:(?:role|user)/[\\w+=,.@/-]{1,512}");

  /** Whether the farm has a cluster at all: workers on any other host do as well. */
  public enum Presence {
    YES,
    NO
  }

  public ClusterPlan {
    if (!VERSION.matcher(kubernetes).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no version of Kubernetes; write one such as 1.36".formatted(kubernetes));
    }
    apiCidrs = apiCidrs.stream().distinct().toList();
    admins = admins.stream().distinct().toList();
    apiCidrs.forEach(ClusterPlan::checkCidr);
    admins.forEach(ClusterPlan::checkAdmin);
  }

  private static void checkCidr(String cidr) {
    if (!CIDR.matcher(cidr).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no range of addresses; write one such as 203.0.113.7/32".formatted(cidr));
    }
    if (cidr.endsWith("/0")) {
      throw new IllegalArgumentException(
          "%s is the whole internet; write your own address, such as 203.0.113.7/32"
              .formatted(cidr));
    }
  }

  private static void checkAdmin(String admin) {
    if (!ADMIN.matcher(admin).matches()) {
      throw new IllegalArgumentException(
          ("\"%s\" is no IAM role or user (for a session write its role); write an ARN such as"
                  + " arn:aws:iam::123456789012:role/farm-admin")
              .formatted(admin));
    }
  }
}
