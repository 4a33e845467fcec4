package farm.sheaf.deploy;

import farm.sheaf.talk.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the workers hand back what they have and their machines go, before the cluster that looks
 * after both is deleted: a machine that outlived its cluster would cost money until somebody found
 * it.
 */
record StopWorkers(Removal removal, Stacks stacks) implements Step {
  /** A drain takes up to two minutes, and a machine some more to go. */
  private static final String PATIENCE = "--timeout=15m";

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
    Shell shell = removal.shell();
    new CheckPrograms(shell, removal.folders(), Need.cluster()).look();
    new WriteKubeconfig(removal.target(), removal.folders(), shell).run();
    Kubectl kubectl = new Kubectl(shell, removal.folders());
    if (kubectl.has("crd", "scaledjobs.keda.sh")) {
      delete(kubectl, "scaledjobs.keda.sh", "--all", "--namespace", "sheaf");
    }
    delete(kubectl, "deployments,jobs,pods", "--all", "--namespace", "sheaf");
    delete(kubectl, "nodepools.karpenter.sh", "sheaf-cpu-spot", "sheaf-cpu-on-demand", "sheaf-gpu");
    awaitMachines(kubectl);
    // Its instance profile holds the machines' role, which CloudFormation could not delete then.
    delete(kubectl, "nodeclasses.eks.amazonaws.com", "sheaf");
    return "gone";
  }

  private void awaitMachines(Kubectl kubectl) {
    if (machines(kubectl).isEmpty()) {
      return;
    }
    kubectl.run(
        "wait", "--for=delete", "nodes", "--selector", POOL, PATIENCE, "--request-timeout=0");
    String left = machines(kubectl);
    if (!left.isEmpty()) {
      throw Problem.failed(
          "Machines are still there: %s.\nThey go when nothing runs on them; see what does: kubectl --kubeconfig %s get pods --all-namespaces -o wide"
              .formatted(left.replace('\n', ' '), removal.folders().kubeconfig()));
    }
  }

  private static String machines(Kubectl kubectl) {
    return kubectl.must("get", "nodes", "--selector", POOL, "-o", "name").strip();
  }

  private static void delete(Kubectl kubectl, String... words) {
    List<String> all = new ArrayList<>(List.of("delete"));
    all.addAll(List.of(words));
    all.addAll(List.of("--ignore-not-found", "--wait", PATIENCE, "--request-timeout=0"));
    kubectl.must(all.toArray(String[]::new));
  }
}
