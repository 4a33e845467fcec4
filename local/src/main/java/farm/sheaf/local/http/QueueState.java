package farm.sheaf.local.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.WorkQueue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The state of the job queue, as the front of the first generation tells it. */
final class QueueState {
  private static final int PAGE = 1000;

  private final WorkQueue queue;
  private final JobStore store;

  QueueState(WorkQueue queue, JobStore store) {
    this.queue = queue;
    this.store = store;
  }

  /** {@code {"waiting", "underWay", "jobs": {"queued": 1, ...}}}; counts of SQS are approximate. */
  ObjectNode toJson() {
    int waiting = 0;
    int underWay = 0;
    for (Pool pool : queue.pools()) {
      WorkQueue.Depth depth = queue.depth(pool);
      waiting += depth.waiting();
      underWay += depth.underWay();
    }
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state.put("waiting", waiting).put("underWay", underWay);
    ObjectNode jobs = state.putObject("jobs");
    Map<JobStatus, Integer> counts = counts();
    for (JobStatus status : JobStatus.values()) {
      jobs.put(status.word(), counts.getOrDefault(status, 0));
    }
    return state;
  }

  private Map<JobStatus, Integer> counts() {
    Map<JobStatus, Integer> counts = new EnumMap<>(JobStatus.class);
    Optional<String> after = Optional.empty();
    do {
      JobStore.Page page = store.list(PAGE, after);
      for (JobRecord job : page.jobs()) {
        if (!job.erasing()) {
          counts.merge(job.status(), 1, Integer::sum);
        }
      }
      after = page.next();
    } while (after.isPresent());
    return counts;
  }
}
