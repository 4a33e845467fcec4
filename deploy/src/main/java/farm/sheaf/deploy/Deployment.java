package farm.sheaf.deploy;

import farm.sheaf.deploy.cluster.Kubernetes;
import java.util.ArrayList;
import java.util.List;

/** All that the steps of a deployment have in common. */
public record Deployment(
    Target target, Choices choices, DeployFolders folders, Shell shell, Patience patience) {
  /** The steps, in the order in which each finds what it needs. */
  public List<Step> steps() {
    Stacks stacks = new Stacks(target.access());
    List<Step> steps = new ArrayList<>();
    steps.add(new CheckPrograms(shell, folders, Need.of(choices)));
    steps.add(target.signIn());
    if (choices.workers().withGpu()) {
      steps.add(new CheckGpuQuota(target.access()));
    }
    steps.add(new CheckNames(target, stacks));
    steps.add(new BuildPackages(folders, shell));
    steps.add(new Bootstrap(this, stacks));
    steps.add(new DeployStacks(this, stacks));
    if (choices.scaling().cluster()) {
      BuildImage image = new BuildImage(this);
      steps.add(image);
      steps.add(new WriteKubeconfig(target, folders.kubeconfig(), shell::noted));
      steps.add(
          choices.scaling() == Choices.Scaling.KEDA
              ? new InstallKeda(this)
              : new InstallMetrics(this));
      steps.add(new SpotRole(target.access()));
      steps.add(new ApplyOverlay(this, image));
    }
    return List.copyOf(steps);
  }

  /** A connection to the cluster, which the caller closes. */
  Kubernetes kubernetes() {
    return target.cluster().kubernetes(shell::noted);
  }
}
