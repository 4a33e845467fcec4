package farm.sheaf.worker.port;

import farm.sheaf.core.work.WorkerEvent;

/** Where a worker tells what happens. */
public interface EventLog {
  /** Takes an event; it travels with others, soon. */
  void emit(WorkerEvent event);

  /**
   * Returns when all events so far were accepted.
   *
   * @throws RuntimeException when they were not
   */
  void flush();
}
