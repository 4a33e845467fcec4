package farm.sheaf.core.job;

import java.util.Set;

/**
 * What a job's own item knows of its progress.
 *
 * @param finishedTasks numbers of the tasks whose frames are all done or failed, over all runs
 * @param sentTask the last task of the present run whose send was accepted; {@code firstTask - 1}
 *     before any
 * @param warnings what a person should know, such as a missing image
 */
public record JobProgress(Set<Integer> finishedTasks, int sentTask, Set<String> warnings) {
  public JobProgress {
    finishedTasks = Set.copyOf(finishedTasks);
    warnings = Set.copyOf(warnings);
  }
}
