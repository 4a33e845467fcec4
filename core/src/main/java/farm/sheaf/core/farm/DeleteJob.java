package farm.sheaf.core.farm;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.port.JobStore;

/**
 * Removes a job with its frames, film and logs; the scene file stays. Nobody sees the job any more
 * from the moment that its removal is on record; a call that died in the middle is finished by the
 * next, or by the sweep.
 */
public final class DeleteJob {
  private final JobStore jobs;
  private final ChangeJob changeJob;

  DeleteJob(JobStore jobs, ChangeJob changeJob) {
    this.jobs = jobs;
    this.changeJob = changeJob;
  }

  /**
   * Deletes, whatever the job's status.
   *
   * @throws farm.sheaf.core.job.NoSuchJobException when there is no such job
   */
  public void delete(JobId id) {
    JobRecord job = Jobs.require(jobs, id);
    while (changeJob.by(job, new Fact.Deleted()).isEmpty()) {
      // It went into its next run just now, or somebody else deletes it.
      job = Jobs.require(jobs, id);
    }
  }

  /** Does what is left of a removal; it may be under way elsewhere, which is harmless. */
  void finish(JobRecord erasing) {
    changeJob.takeUp(erasing);
  }
}
