package farm.sheaf.worker.claim;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.worker.time.Registration;
import farm.sheaf.worker.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the lease on one message whenever {@link Lease} says that it is time. */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final WorkInbox.Claimed message;
  private final Timekeeper time;
  private final Listener listener;
  private Lease lease;
  private Registration next = () -> {};
  private boolean closed;

  /** Hears how the renewals go. */
  interface Listener {
    void renewed();

    /** The message is another's, or may be. */
    void lost();
  }

  /** Of a message that was received just now. */
  Heartbeat(WorkInbox.Claimed message, Duration length, Timekeeper time, Listener listener) {
    this.message = message;
    this.time = time;
    this.listener = listener;
    this.lease = Lease.received(length, time.instant());
  }

  /** Begins; the next beat follows on each until the close. */
  synchronized void start() {
    if (!closed) {
      next = time.after(Duration.between(time.instant(), lease.nextBeat()), this::beat);
    }
  }

  private void beat() {
    Instant asked = time.instant();
    // After the lease another worker may hold the message, and the old handle might renew for both.
    if (lease().lostAt(asked)) {
      listener.lost();
      return;
    }
    try {
      if (!message.extend(lease().extension(asked))) {
        listener.lost();
        return;
      }
      become(lease().renewed(asked));
      listener.renewed();
    } catch (RuntimeException e) {
      become(lease().unanswered(asked));
      LOG.atWarn()
          .addKeyValue("job", message.work().ref().jobId())
          .log("heartbeat failed: {}", e.getMessage());
    }
    start();
  }

  private synchronized void become(Lease after) {
    lease = after;
  }

  synchronized Lease lease() {
    return lease;
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.close();
  }
}
