package farm.sheaf.core.farm;

import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.port.JobStore;
import java.util.List;
import java.util.Optional;

/** Lists jobs by the time of their submission, the newest first. */
public final class ListJobs {
  private final JobStore jobs;

  ListJobs(JobStore jobs) {
    this.jobs = jobs;
  }

  /**
   * A page.
   *
   * @param limit at most this many, 1 to 1000
   * @param after the page before says where to go on
   * @throws farm.sheaf.core.job.InvalidRequestException when no page said that
   */
  public JobStore.Page list(int limit, Optional<String> after) {
    JobStore.Page page = jobs.list(limit, after);
    List<JobRecord> seen = page.jobs().stream().filter(job -> !job.erasing()).toList();
    return new JobStore.Page(seen, page.unreadable(), page.next());
  }
}
