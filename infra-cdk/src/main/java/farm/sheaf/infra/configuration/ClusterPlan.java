package farm.sheaf.infra.configuration;

import java.util.List;

/**
 * What the cluster of workers shall be.
 *
 * @param apiCidrs from where its API is reached over the internet; none makes it private
 * @param admins who administers it; whoever deploys it is none by that
 */
public record ClusterPlan(
    Presence presence,
    Scaling scaling,
    KubernetesVersion kubernetes,
    List<AddressRange> apiCidrs,
    List<Admin> admins) {
  /** Whether the farm has a cluster at all: workers on any other host do as well. */
  public enum Presence {
    YES,
    NO
  }

  /** By what workers become more and fewer. */
  public enum Scaling {
    /** The queue's depth, from no worker at all. */
    KEDA,
    /** Processor use, from one worker; it needs a server of metrics in the cluster. */
    HPA
  }

  public ClusterPlan {
    apiCidrs = apiCidrs.stream().distinct().toList();
    admins = admins.stream().distinct().toList();
  }
}
