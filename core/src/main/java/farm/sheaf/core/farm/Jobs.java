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
  static JobRecord require(JobStore store, JobId id) {
    return store.find(id).orElseThrow(() -> new NoSuchJobException(id));
  }
}
