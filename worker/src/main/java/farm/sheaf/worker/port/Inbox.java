package farm.sheaf.worker.port;

import farm.sheaf.core.work.Work;
import java.time.Duration;
import java.util.Optional;

/** Where work comes from: one message at a time. */
public interface Inbox {
  /** Waits for a message for a while; empty when none came. */
  Optional<Message> receive();

  /** A message that this worker has a lease on. */
  interface Message {
    Work work();

    /** How often it was received, this time included; from 1. */
    int receives();

    /**
     * Makes the lease last this long from now.
     *
     * @return whether the message is still ours; an exception proves neither
     */
    boolean extend(Duration lease);

    /** Gives the message back, for another worker to receive at once. */
    void release();

    void delete();
  }
}
