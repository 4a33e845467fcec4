package farm.sheaf.deploy;

import farm.sheaf.deploy.cluster.Kind;
import farm.sheaf.deploy.cluster.Kubernetes;
import farm.sheaf.talk.Problem;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets the workers hand back what they have and their machines go, before the cluster that looks
 * after both is deleted: a machine that outlived its cluster would cost money until somebody found
 * it.
 */
record StopWorkers(Removal removal, Stacks stacks) implements Step {
  /** A drain takes up to two minutes, and a machine some more to go. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final List<Kind> WORKLOADS = List.of(Kind.DEPLOYMENT, Kind.JOB, Kind.POD);
  private static final List<String> POOLS =
      List.of("sheaf-cpu-spot", "sheaf-cpu-on-demand", "sheaf-gpu");

  private static final String NODE_CLASS = "sheaf";

  /** The label of the machines of our pools. */
  private static final String POOL = "sheaf.farm/pool";

  @Override
  public String title() {
    return "Workers and their machines";
  }

  @Override
  public Look look() {
    return stacks
        .find(removal.target().stack("Cluster"))
        .filter(each -> !each.failedAtBirth() && !each.deleting() && !each.deleteFailed())
        .<Look>map(_ -> new Look.Needed())
        .orElseGet(() -> new Look.Fine("no cluster"));
  }

  @Override
  public String run() {
    new WriteKubeconfig(removal.target(), removal.folders().kubeconfig(), removal.shell()::noted)
        .run();
    try (Kubernetes kubernetes = removal.target().cluster().kubernetes(removal.shell()::noted)) {
      kubernetes.deleteAll(Kind.SCALED_JOB);
      awaitEnd("Workers", () -> kubernetes.names(Kind.SCALED_JOB));
      WORKLOADS.forEach(kubernetes::deleteAll);
      awaitEnd("Workers", () -> names(kubernetes, WORKLOADS));
      POOLS.forEach(pool -> kubernetes.delete(Kind.NODE_POOL, pool));
      awaitEnd("Machines", () -> kubernetes.labelled(Kind.NODE, POOL));
      awaitEnd("Pools of machines", () -> kubernetes.names(Kind.NODE_POOL, POOLS));
      // Its instance profile holds the machines' role, which CloudFormation could not delete then.
      kubernetes.delete(Kind.NODE_CLASS, NODE_CLASS);
      awaitEnd("Node classes", () -> kubernetes.names(Kind.NODE_CLASS, List.of(NODE_CLASS)));
    }
    return "gone";
  }

  private static List<String> names(Kubernetes kubernetes, List<Kind> kinds) {
    return kinds.stream()
        .<Stream<String>>map(kind -> kubernetes.names(kind).stream())
        .flatMap(each -> each)
        .toList();
  }

  private void awaitEnd(String what, Supplier<List<String>> left) {
    if (!removal.patience().until(() -> left.get().isEmpty(), BETWEEN_LOOKS, LONGEST)) {
      throw Problem.failed(
          "%s are still there: %s.\nThey go when nothing runs on them; see what does: kubectl --kubeconfig %s get pods --all-namespaces -o wide"
              .formatted(what, String.join(" ", left.get()), removal.folders().kubeconfig()));
    }
  }
}
