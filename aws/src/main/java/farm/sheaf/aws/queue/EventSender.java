package farm.sheaf.aws.queue;

import farm.sheaf.core.work.WorkerEvent;

/** Where a worker tells what happens. Safe for use by several threads. */
public interface EventSender extends AutoCloseable {
  /** Takes an event and returns at once; it is sent soon, together with others. */
  void send(WorkerEvent event);

  /**
   * Returns when all events taken so far were accepted. A worker calls this before it deletes a
   * message whose failure it reports, so that no verdict is lost.
   *
   * @throws NotSentException when they could not be sent; they are kept for the next try
   */
  void flush();

  /** Tries to send what is left, and ends. */
  @Override
  void close();
}
