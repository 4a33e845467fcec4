package farm.sheaf.core.port;

import farm.sheaf.core.work.Work;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a worker takes its work from, one message at a time: the other end of {@link WorkQueue}.
 */
public interface WorkInbox {
  /**
   * Waits for a message for a while; empty when none came.
   *
   * @throws RuntimeException when the queue cannot be reached
   */
  Optional<Claimed> receive();

  /**
   * A message that this worker has a lease on: while it lasts, no other worker gets the message.
   * Safe for use by several threads. When the queue cannot be reached, each call throws, and the
   * lease stands as it did.
   */
  interface Claimed {
    Work work();

    /** How often it was received, this time included; from 1. SQS counts approximately. */
    int receives();

    /**
     * Makes the lease last this long from now.
     *
     * @return whether the message is still ours; if not, another worker may have it, so its holder
     *     must abort and touch nothing. An exception proves neither
     */
    boolean extend(Duration lease);

    /** Gives the message back for another worker to receive at once. Harmless after the lease. */
    void release();

    /**
     * Removes the message: its work is done, or goes on in messages that were sent already.
     * Harmless when the lease has run out, or twice.
     */
    void delete();
  }
}
