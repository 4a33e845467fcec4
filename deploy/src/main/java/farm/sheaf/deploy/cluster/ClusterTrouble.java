package farm.sheaf.deploy.cluster;

import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** What a cluster's refusals mean to a person. */
final class ClusterTrouble {
  private ClusterTrouble() {}

  /**
   * The problem.
   *
   * @param doing what was tried, such as {@code look at its pods}
   */
  static Problem problem(String doing, KubernetesClientException e) {
    String why =
        switch (e.getCode()) {
          case HttpURLConnection.HTTP_UNAUTHORIZED ->
              "The cluster does not know who asks.\n"
                  + "Sign in again, and see ./sheaf doctor: it tells whether you have access.";
          case HttpURLConnection.HTTP_FORBIDDEN ->
              "The cluster does not let you %s.\nSee ./sheaf doctor: it tells whether you have access."
                  .formatted(doing);
          // Without an answer there is no status; the client says 0 or -1 then.
          case 0, -1 ->
              "The cluster does not answer (%s).\nSee ./sheaf doctor: it tells whether it is there and open to you. Its API takes the addresses that were given with --api-cidr (or this machine's, at the time); ./sheaf deploy from here adds this one."
                  .formatted(cause(e));
          default ->
              "The cluster answered %d when asked to %s (%s)."
                  .formatted(e.getCode(), doing, cause(e));
        };
    return new Problem(ExitCode.FAILED, why, e);
  }

  private static String cause(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    String said = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
    return said.lines().findFirst().orElse(said);
  }
}
