package farm.sheaf.deploy;

import java.util.ArrayList;
import java.util.List;

/** All that the steps of a removal have in common. */
public record Removal(
    Target target, Extent extent, DeployFolders folders, Shell shell, Patience patience) {
  /** How much is removed. */
  public enum Extent {
    /** The cluster alone: jobs wait until there is one again. */
    CLUSTER,
    /** The farm; scenes, films and the table of jobs stay. */
    FARM,
    /** All of it. */
    FARM_AND_DATA
  }

  /** The steps, in the reverse order of a deployment. */
  public List<Step> steps() {
    Stacks stacks = new Stacks(target.access());
    List<Step> steps = new ArrayList<>();
    steps.add(new StopWorkers(this, stacks));
    steps.add(new DeleteStack(this, stacks, "Cluster"));
    if (extent != Extent.CLUSTER) {
      steps.add(new DeleteStack(this, stacks, "Guard"));
      steps.add(new DeleteStack(this, stacks, "Functions"));
    }
    if (extent == Extent.FARM_AND_DATA) {
      CheckNames.BUCKETS.forEach(kind -> steps.add(new EmptyBucket(this, target.bucket(kind))));
      steps.add(new DeleteStack(this, stacks, "Data"));
      CheckNames.BUCKETS.forEach(kind -> steps.add(new DeleteBucket(this, target.bucket(kind))));
      steps.add(new DeleteTable(target));
    }
    return List.copyOf(steps);
  }
}
