package farm.sheaf.worker.claim;

import farm.sheaf.worker.time.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When all work must have ended, handing back included: known from the start where the host ends
 * after so long, or arriving in mid-work with a signal or a spot notice. It never moves away.
 *
 * <p>No frame begins within the grace before it, and one in work then is aborted when only the
 * margin is left. So a deadline that arrives a grace and a margin ahead gives the frame in work its
 * grace, and begins no other.
 */
public final class Deadline {
  /** What it takes, at most, to abort a render, to store the frame before, to send the rest. */
  public static final Duration MARGIN = Duration.ofSeconds(30);

  private final Duration grace;
  private final List<Runnable> atArrival = new ArrayList<>();
  private @Nullable Instant at;

  private Deadline(Duration grace, @Nullable Instant at) {
    this.grace = grace;
    this.at = at;
  }

  /**
   * None so far.
   *
   * @param grace how long the frame in work may take when one comes near
   */
  public static Deadline none(Duration grace) {
    return new Deadline(grace, null);
  }

  /** This one, until a nearer one arrives. */
  public static Deadline at(Instant instant, Duration grace) {
    return new Deadline(grace, instant);
  }

  /** There is this one from now on, unless a nearer one is known. */
  public void arrive(Instant instant) {
    List<Runnable> due;
    synchronized (this) {
      if (at != null && !instant.isBefore(at)) {
        return;
      }
      at = instant;
      due = List.copyOf(atArrival);
    }
    due.forEach(Runnable::run);
  }

  /** It arrives as far ahead as leaves the frame in work its grace. */
  public void arriveAfterGrace(Instant now) {
    arrive(now.plus(grace).plus(MARGIN));
  }

  /** Whether a frame may begin at this instant. */
  synchronized boolean admits(Instant now) {
    return at == null || now.isBefore(at.minus(MARGIN).minus(grace));
  }

  /** When the frame in work is aborted. */
  synchronized Optional<Instant> abort() {
    return Optional.ofNullable(at).map(instant -> instant.minus(MARGIN));
  }

  /** Has this run whenever it arrives or comes nearer. */
  synchronized Registration atArrival(Runnable action) {
    atArrival.add(action);
    return () -> forget(action);
  }

  private synchronized void forget(Runnable action) {
    atArrival.remove(action);
  }
}
