package farm.sheaf.deploy;

import java.util.ArrayList;
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
  private static final String ADMIN =
      "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

  /** Those that were typed, or else this machine's address beside those of the cluster so far. */
  List<String> cidrs() {
    List<String> typed = deployment.choices().access().cidrs();
    if (!typed.isEmpty()) {
      return typed;
    }
    Set<String> all = new LinkedHashSet<>();
    all.add(new OwnAddress(deployment.shell().environment()).cidr());
    eks("describe-cluster", "--name", "cluster.resourcesVpcConfig.publicAccessCidrs").stream()
        .filter(cidr -> cidr.contains("/") && !cidr.endsWith("/0"))
        .forEach(all::add);
    return List.copyOf(all);
  }

  /**
   * Whoever deploys, and those that were typed, or else those whom this farm has let in so far.
   * Whom somebody has let in by hand stays so unstated; CloudFormation could not make that entry.
   */
  List<String> admins() {
    Set<String> all = new LinkedHashSet<>();
    all.add(new OwnRole(deployment).arn());
    List<String> typed = deployment.choices().access().admins();
    if (typed.isEmpty()) {
      eks(
              "list-access-entries",
              "--cluster-name",
              "accessEntries",
              "--associated-policy-arn",
              ADMIN)
          .stream()
          .filter(ownEntries()::contains)
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

  /** What the cluster says, word by word; nothing where there is none yet. */
  private List<String> eks(String operation, String name, String query, String... more) {
    List<String> words = new ArrayList<>(List.of("aws", "eks", operation, name));
    words.add(deployment.target().clusterName());
    words.addAll(List.of("--region", deployment.target().region()));
    words.addAll(List.of(more));
    words.addAll(List.of("--query", query, "--output", "text"));
    Shell.Ended said =
        deployment.shell().run(new Shell.Call(words, deployment.folders().root(), ""));
    return said.well() ? Arrays.asList(said.output().strip().split("\\s+")) : List.of();
  }
}
