package farm.sheaf.core.port;

import farm.sheaf.core.job.WorkerState;
import java.time.Instant;
import java.util.List;

/** What the farm has heard of its workers. */
public interface WorkerStore {
  /** Keeps the latest that was heard of a worker; earlier news has no effect. */
  void record(WorkerState worker);

  /** Workers heard of in the last day, the latest first. */
  List<WorkerState> heardOf(Instant now);
}
