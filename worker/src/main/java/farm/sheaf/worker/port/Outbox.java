package farm.sheaf.worker.port;

import farm.sheaf.core.work.Work;

/** Where a worker sends work that it does not finish. */
public interface Outbox {
  /** Returns when the queue of the job's pool has accepted it. */
  void send(Work work);
}
