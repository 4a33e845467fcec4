package farm.sheaf.deploy;

import farm.sheaf.talk.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What CDK's failures most often mean. */
final class CdkTrouble {
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "BucketAlreadyExists|bucket name is not available",
              "A bucket's name is taken by another account: choose another stage with --stage."),
          new Known(
              "(/aws/eks/[\\w-]+/cluster)\\b.*(?i:already ?exists)",
              "The log group {found} is there again: EKS's last lines have made it anew after the"
                  + " cluster was removed. Delete it: aws logs delete-log-group --region {region}"
                  + " --log-group-name {found}\nThen type the same command again."),
          new Known(
              "BucketAlreadyOwnedByYou|already exists in stack|AlreadyExists(?:Exception)?\\b",
              "Something of this name is left from an earlier farm: ./sheaf remove --with-data"
                  + " takes away what is left, or choose another stage with --stage."),
          new Known(
              "(?i)not authorized to perform|AccessDenied",
              "A permission is missing; docs/operations/permissions.md lists those that a"
                  + " deployment needs."),
          new Known(
              "(?i)VpcLimitExceeded|AddressLimitExceeded|maximum number of (?:VPCs|addresses)",
              "The account has as many networks or addresses in this region as it may: remove one,"
                  + " ask for more in Service Quotas, or choose another --region."),
          new Known(
              "(?i)LimitExceeded|quota",
              "A quota of the account is used up: ask for more in Service Quotas, or choose another"
                  + " --region."),
          new Known(
              "(?i)ETIMEDOUT|ENOTFOUND|EAI_AGAIN|registry\\.npmjs",
              "npm's registry cannot be reached: check the network, or the registry in your"
                  + " .npmrc."),
          new Known(
              "(?i)unsupported.*version.*EKS|unsupported Kubernetes",
              "EKS no longer takes this version of Kubernetes: --set kubernetes=VERSION."));

  /**
   * A sign in a program's words, and what it means.
   *
   * @param advice in which {@code {region}} stands for the farm's region, and {@code {found}} for
   *     the sign's group
   */
  private record Known(Pattern sign, String advice) {
    Known(String sign, String advice) {
      this(Pattern.compile(sign), advice);
    }

    Optional<String> in(String output, String region) {
      return sign.matcher(output)
          .results()
          .findFirst()
          .map(
              match ->
                  advice
                      .replace("{region}", region)
                      .replace("{found}", match.groupCount() == 0 ? "" : match.group(1)));
    }
  }

  private CdkTrouble() {}

  /** The problem, with the advice of the first sign that is found. */
  static Problem explain(Deployment deployment, Shell.Call call, Shell.Ended ended) {
    String advice = advice(ended.output(), deployment.target().region());
    return deployment.shell().failed(call, ended, advice);
  }

  static String advice(String output, String region) {
    return KNOWN.stream().flatMap(each -> each.in(output, region).stream()).findFirst().orElse("");
  }
}
