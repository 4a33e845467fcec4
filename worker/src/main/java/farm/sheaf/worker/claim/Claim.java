package farm.sheaf.worker.claim;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.worker.time.Registration;
import farm.sheaf.worker.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * This worker's hold on one message, and all that can end its work early. The lease is renewed by
 * {@link Heartbeat}; beside it the clock is watched, because a renewal may hang.
 *
 * <p>Whoever sends, deletes or uploads asks {@link #requireHeld} first: after a whole lease without
 * a renewal the message may be another worker's.
 */
public final class Claim implements AutoCloseable {
  private final WorkInbox.Claimed message;
  private final Terms terms;
  private final Stops stops = new Stops();
  private final Heartbeat heartbeat;
  private final Registration deadlines;
  private Registration watch = () -> {};
  private boolean closed;

  /** On what terms messages are held. */
  public record Terms(Duration lease, RunMarks marks, Deadline deadline, Timekeeper time) {
    /** How often a heartbeat renews the lease. */
    public static Duration beat(Duration lease) {
      return Lease.beat(lease);
    }

    /** The same with another deadline. */
    public Terms until(Deadline other) {
      return new Terms(lease, marks, other, time);
    }
  }

  private Claim(WorkInbox.Claimed message, Terms terms) {
    this.message = message;
    this.terms = terms;
    this.heartbeat = new Heartbeat(message, terms.lease(), terms.time(), new Renewals());
    this.deadlines = terms.deadline().atArrival(this::look);
  }

  /** Holds a message that was received just now; the heartbeat goes on until the close. */
  public static Claim on(WorkInbox.Claimed message, Terms terms) {
    Claim claim = new Claim(message, terms);
    claim.heartbeat.start();
    claim.look();
    return claim;
  }

  private final class Renewals implements Heartbeat.Listener {
    @Override
    public void renewed() {
      if (terms.marks().over(ref())) {
        stops.stop(Stop.RUN_OVER);
      }
    }

    @Override
    public void lost() {
      stops.stop(Stop.LEASE_LOST);
    }
  }

  /** Stops what must stop by now. */
  private void judge(Instant now) {
    if (heartbeat.lease().lostAt(now)) {
      stops.stop(Stop.LEASE_LOST);
    } else if (!now.isBefore(abort())) {
      stops.stop(Stop.DEADLINE);
    }
  }

  /** Judges, and looks again when the next instant has come at which something may have to stop. */
  private void look() {
    Instant now = terms.time().instant();
    judge(now);
    Instant lost = heartbeat.lease().heldUntil();
    Instant abort = abort();
    Instant next = now.isBefore(abort) && abort.isBefore(lost) ? abort : lost;
    synchronized (this) {
      watch.close();
      if (!closed && now.isBefore(next)) {
        watch = terms.time().after(Duration.between(now, next), this::look);
      }
    }
  }

  /** When the frame in work is aborted, to be handed back while that can be done. */
  private Instant abort() {
    Instant end = heartbeat.lease().end().minus(Deadline.MARGIN);
    return terms.deadline().abort().filter(end::isAfter).orElse(end);
  }

  public TaskRef ref() {
    return message.work().ref();
  }

  public int receives() {
    return message.receives();
  }

  /** Why work must end at once; empty as long as it may go on. */
  public Optional<Stop> stopped() {
    judge(terms.time().instant());
    return stops.reason();
  }

  /** Whether nothing shall begin any more. */
  public boolean ending() {
    return stopped().isPresent() || !terms.deadline().admits(terms.time().instant());
  }

  /** Whether something that takes so long, at most, may not end before the end of all renewals. */
  public boolean tooLateFor(Duration most) {
    Instant end = heartbeat.lease().end().minus(Deadline.MARGIN);
    return !terms.time().instant().plus(most).isBefore(end);
  }

  /** Has this run once when work must end at once; now, when it must already. */
  public Registration atStop(Runnable action) {
    return stops.atStop(action);
  }

  /** Has this run once after a while, on a thread of its own. */
  public Registration after(Duration delay, Runnable action) {
    return terms.time().after(delay, action);
  }

  /**
   * To be called before anything that others can see.
   *
   * @throws LeaseLostException when the message may be another worker's
   */
  public void requireHeld() {
    if (stopped().filter(Stop.LEASE_LOST::equals).isPresent()) {
      throw new LeaseLostException();
    }
  }

  /** Deletes the message: its work is done, or was sent in another message. */
  public void delete() {
    requireHeld();
    close();
    message.delete();
  }

  @Override
  public void close() {
    deadlines.close();
    heartbeat.close();
    synchronized (this) {
      closed = true;
      watch.close();
    }
  }
}
