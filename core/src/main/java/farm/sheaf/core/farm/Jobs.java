package farm.sheaf.core.farm;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.NoSuchJobException;
import farm.sheaf.core.port.JobStore;

/** Finds jobs that a user names. */
final class Jobs {
  private Jobs() {}

  /**
   * @throws NoSuchJobException when there is no such job, or it was deleted
   */
  static JobRecord require(JobStore jobs, JobId id) {
    return jobs.find(id)
        .filter(job -> !job.erasing())
        .orElseThrow(() -> new NoSuchJobException(id));
  }
}
