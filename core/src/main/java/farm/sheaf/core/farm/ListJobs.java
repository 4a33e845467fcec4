package farm.sheaf.core.farm;

import farm.sheaf.core.port.JobStore;
import java.util.Optional;

/** Lists jobs by the time of their submission, the newest first. */
public final class ListJobs {
  private final JobStore store;

  public ListJobs(JobStore store) {
    this.store = store;
  }

  /**
   * A page.
   *
   * @param limit at most this many, 1 to 1000
   * @param after the page before says where to go on
   * @throws farm.sheaf.core.job.InvalidRequestException when no page said that
   */
  public JobStore.Page list(int limit, Optional<String> after) {
    return store.list(limit, after);
  }
}
