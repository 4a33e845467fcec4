package farm.sheaf.worker.claim;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.core.work.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This worker's hold on one message. A heartbeat renews it every quarter of the lease and looks
 * whether the run is over; a second thread watches the clock, because a heartbeat may hang.
 *
 * <p>Whoever sends, deletes or uploads asks {@link #requireHeld} first: after a whole lease without
 * a successful heartbeat the message may be another worker's.
 */
public final class Claim implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Claim.class);
  private static final int BEATS_PER_LEASE = 4;
  private static final int LOOKS_PER_LEASE = 40;

  /**
   * SQS lets one receive last 12 hours, all renewals together. A chunk is handed back before
   * another frame begins that might not end half an hour before that.
   */
  private static final Duration LAST_FRAME_ENDS = Duration.ofMinutes(690);

  private final WorkInbox.Claimed message;
  private final Terms terms;
  private final ScheduledExecutorService threads = new ScheduledThreadPoolExecutor(2, thread());
  private final List<Runnable> atStop = new ArrayList<>();
  private final Registration graceOver;
  private final Instant heldSince;
  private Instant heldUntil;
  private @Nullable Stop stop;

  /** On what terms messages are held: the same for all of a worker's. */
  public record Terms(Duration lease, RunMarks marks, Drain drain, InstantSource clock) {
    /** How often a heartbeat renews the lease. */
    public static Duration beat(Duration lease) {
      return lease.dividedBy(BEATS_PER_LEASE);
    }
  }

  private Claim(WorkInbox.Claimed message, Terms terms) {
    this.message = message;
    this.terms = terms;
    this.heldSince = terms.clock().instant();
    this.heldUntil = heldSince.plus(terms.lease());
    this.graceOver = terms.drain().atGraceOver(() -> stop(Stop.GRACE_OVER));
  }

  /** Holds a message that was received just now; the heartbeat goes on until the close. */
  public static Claim on(WorkInbox.Claimed message, Terms terms) {
    Claim claim = new Claim(message, terms);
    long beat = Terms.beat(terms.lease()).toNanos();
    long look = terms.lease().dividedBy(LOOKS_PER_LEASE).toNanos();
    var _ = claim.threads.scheduleAtFixedRate(claim::beat, beat, beat, TimeUnit.NANOSECONDS);
    var _ = claim.threads.scheduleAtFixedRate(claim::look, look, look, TimeUnit.NANOSECONDS);
    if (terms.drain().graceOver()) {
      claim.stop(Stop.GRACE_OVER);
    }
    return claim;
  }

  private static java.util.concurrent.ThreadFactory thread() {
    return Thread.ofPlatform().daemon().name("heartbeat-", 0).factory();
  }

  private void beat() {
    Instant before = terms.clock().instant();
    try {
      if (!message.extend(terms.lease())) {
        stop(Stop.LEASE_LOST);
        return;
      }
      synchronized (this) {
        heldUntil = before.plus(terms.lease());
      }
      if (terms.marks().over(ref())) {
        stop(Stop.RUN_OVER);
      }
    } catch (RuntimeException e) {
      if (threads.isShutdown()) {
        return;
      }
      LOG.atWarn().addKeyValue("job", ref().jobId()).log("heartbeat failed: {}", e.getMessage());
    }
  }

  private void look() {
    boolean late;
    synchronized (this) {
      late = !terms.clock().instant().isBefore(heldUntil);
    }
    if (late) {
      stop(Stop.LEASE_LOST);
    }
  }

  private void stop(Stop reason) {
    List<Runnable> due;
    synchronized (this) {
      if (stop == Stop.LEASE_LOST || stop == reason) {
        return;
      }
      // A lost lease outranks the others: it alone forbids to hand back.
      due = stop == null ? List.copyOf(atStop) : List.of();
      if (stop == null || reason == Stop.LEASE_LOST) {
        stop = reason;
      }
    }
    due.forEach(Runnable::run);
  }

  public TaskRef ref() {
    return message.work().ref();
  }

  public int receives() {
    return message.receives();
  }

  /** Why work must end at once; empty as long as it may go on. */
  public Optional<Stop> stopped() {
    look();
    synchronized (this) {
      return Optional.ofNullable(stop);
    }
  }

  /** Whether no frame shall begin any more. */
  public boolean ending() {
    Duration frame = message.work().spec().settings().work().longestFrame();
    boolean old = terms.clock().instant().plus(frame).isAfter(heldSince.plus(LAST_FRAME_ENDS));
    return old || terms.drain().requested() || stopped().isPresent();
  }

  /** Has this run once when work must end at once; now, when it must already. */
  public Registration atStop(Runnable action) {
    boolean now;
    synchronized (this) {
      atStop.add(action);
      now = stop != null;
    }
    if (now) {
      action.run();
    }
    return () -> forget(action);
  }

  private synchronized void forget(Runnable action) {
    atStop.remove(action);
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
    threads.shutdownNow();
    message.delete();
  }

  @Override
  public void close() {
    graceOver.close();
    threads.shutdownNow();
  }
}
