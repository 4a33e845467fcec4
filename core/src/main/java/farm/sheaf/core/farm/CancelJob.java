package farm.sheaf.core.farm;

import farm.sheaf.core.job.JobConflictException;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.port.JobStore;

/** Ends a job before its end; its frames so far are kept. */
public final class CancelJob {
  private final JobStore jobs;
  private final ChangeJob changeJob;

  CancelJob(JobStore jobs, ChangeJob changeJob) {
    this.jobs = jobs;
    this.changeJob = changeJob;
  }

  /**
   * Cancels; harmless for a job that is canceled already.
   *
   * @throws farm.sheaf.core.job.NoSuchJobException when there is no such job
   * @throws JobConflictException when the job has ended otherwise
   */
  public void cancel(JobId id) {
    JobRecord job = Jobs.require(jobs, id);
    while (job.status().active()) {
      if (changeJob.by(job, new Fact.Canceled()).isPresent()) {
        return;
      }
      job = Jobs.require(jobs, id);
    }
    if (job.status() != JobStatus.CANCELED) {
      throw new JobConflictException(
          "job %s is %s, so there is nothing to cancel".formatted(id, job.status().word()));
    }
  }
}
