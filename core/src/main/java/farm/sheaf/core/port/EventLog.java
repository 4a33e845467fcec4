package farm.sheaf.core.port;

import farm.sheaf.core.work.WorkerEvent;

/** Where a worker tells what happens. Safe for use by several threads. */
public interface EventLog {
  /** Takes an event and returns at once; it travels with others, soon. */
  void emit(WorkerEvent event);

  /**
   * Returns when all events so far were accepted. A worker calls this before it deletes a message
   * whose failure it reports, so that no verdict is lost.
   *
   * @throws RuntimeException when they were not; they are kept for the next try
   */
  void flush();
}
