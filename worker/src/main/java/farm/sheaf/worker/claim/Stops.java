package farm.sheaf.worker.claim;

import farm.sheaf.worker.time.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether and why a piece of work must end at once, and whom to tell. */
final class Stops {
  private final List<Runnable> atStop = new ArrayList<>();
  private @Nullable Stop stop;

  /** The first reason is told. A lost lease outranks others: it alone forbids to hand back. */
  void stop(Stop reason) {
    List<Runnable> due;
    synchronized (this) {
      due = stop == null ? List.copyOf(atStop) : List.of();
      if (stop == null || reason == Stop.LEASE_LOST) {
        stop = reason;
      }
    }
    due.forEach(Runnable::run);
  }

  synchronized Optional<Stop> reason() {
    return Optional.ofNullable(stop);
  }

  /** Has this run once when there is a reason; now, when there is one already. */
  Registration atStop(Runnable action) {
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
}
