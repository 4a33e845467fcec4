package farm.sheaf.worker.scene;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.work.TaskRef;

/** One run of one job: the life of a session. */
public record RunKey(JobId jobId, int run) {
  public static RunKey of(TaskRef ref) {
    return new RunKey(ref.jobId(), ref.run());
  }
}
