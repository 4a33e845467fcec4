package farm.sheaf.core.work;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobSpec;

/**
 * A message on the job queue. It carries all that its work needs, because a worker never reads the
 * job table.
 */
public sealed interface Work {
  TaskRef ref();

  JobSpec spec();

  /**
   * Render these frames.
   *
   * @param frames what is left of the task's chunk; never empty
   * @param attempts failed tries so far, by frame
   */
  record Render(TaskRef ref, JobSpec spec, FrameSet frames, Attempts attempts) implements Work {
    public Render {
      if (frames.isEmpty()) {
        throw new IllegalArgumentException("nothing to render");
      }
    }
  }

  /** Make the film of all the job's frames. */
  record Sequence(TaskRef ref, JobSpec spec) implements Work {}
}
