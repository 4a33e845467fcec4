package farm.sheaf.deploy;

import farm.sheaf.deploy.cluster.EksCluster;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may administer the cluster, and from where. A deployment states both whole, so whoever is
 * already let in must be stated again, or a colleague's deployment would shut them out.
 */
record ClusterDoor(Deployment deployment, Stacks stacks) {
  /** Those that were typed, or else this machine's address beside those of the cluster so far. */
  List<String> cidrs() {
    List<String> typed = deployment.choices().access().cidrs();
    if (!typed.isEmpty()) {
      return typed;
    }
    Set<String> all = new LinkedHashSet<>();
    all.add(new OwnAddress(deployment.shell().environment()).cidr());
    deployment.target().cluster().api().map(EksCluster.Api::cidrs).orElse(List.of()).stream()
        .filter(cidr -> !cidr.endsWith("/0"))
        .forEach(all::add);
    return List.copyOf(all);
  }

  /**
   * Whoever deploys, and those that were typed, or else those whom this farm has let in so far.
   * Whom somebody has let in by hand stays so unstated; CloudFormation could not make that entry.
   */
  List<String> admins() {
    Set<String> all = new LinkedHashSet<>();
    all.add(new OwnRole(deployment.target()).arn());
    List<String> typed = deployment.choices().access().admins();
    if (typed.isEmpty()) {
      Set<String> own = ownEntries();
      deployment.target().cluster().administrators().stream()
          .filter(own::contains)
          .forEach(all::add);
    } else {
      all.addAll(typed);
    }
    return List.copyOf(all);
  }

  /** The principals of the stack's entries, each named by its principal and its cluster. */
  private Set<String> ownEntries() {
    return stacks
        .resources(deployment.target().stack("Cluster"), "AWS::EKS::AccessEntry")
        .flatMap(id -> Arrays.stream(id.split("\\|", -1)))
        .collect(Collectors.toSet());
  }
}
