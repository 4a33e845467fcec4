package farm.sheaf.core.job;

import java.util.Set;

/**
 * What a job's own item knows of its progress. Both sets only grow within a run.
 *
 * @param covered pages of the present run whose frames are all done or failed; see {@link
 *     FramePage}
 * @param warnings what a person should know, such as a missing image
 */
public record JobProgress(Set<Integer> covered, Set<String> warnings) {
  public static final JobProgress NONE = new JobProgress(Set.of(), Set.of());

  public JobProgress {
    covered = Set.copyOf(covered);
    warnings = Set.copyOf(warnings);
  }
}
