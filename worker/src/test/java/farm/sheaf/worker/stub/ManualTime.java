package farm.sheaf.worker.stub;

import farm.sheaf.worker.time.Registration;
import farm.sheaf.worker.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A time that passes only when a test, or a stub that pretends to work, says so. What is due on the
 * way is done on the way, at its own instant, by whoever lets the time pass.
 */
public final class ManualTime implements Timekeeper {
  private final List<Call> calls = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");

  /** Two that look alike are two. */
  private static final class Call {
    private final Instant due;
    private final Runnable action;

    Call(Instant due, Runnable action) {
      this.due = due;
      this.action = action;
    }
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized Registration after(Duration delay, Runnable action) {
    Call call = new Call(now.plus(delay), action);
    calls.add(call);
    return () -> forget(call);
  }

  private synchronized void forget(Call call) {
    calls.remove(call);
  }

  /** Lets time pass. */
  public void pass(Duration duration) {
    boolean opened = await(new CountDownLatch(1), duration);
    assert !opened;
  }

  /** Time has passed and nothing was done, as on a machine that slept. */
  public synchronized void jump(Duration duration) {
    now = now.plus(duration);
  }

  /** Lets time pass until the latch opens, at most so long. */
  @Override
  public boolean await(CountDownLatch latch, Duration most) {
    Instant end = instant().plus(most);
    while (latch.getCount() > 0) {
      Optional<Call> next = nextUntil(end);
      if (next.isEmpty()) {
        return false;
      }
      next.get().action.run();
    }
    return true;
  }

  private synchronized Optional<Call> nextUntil(Instant end) {
    Optional<Call> next =
        calls.stream()
            .min(Comparator.comparing(call -> call.due))
            .filter(call -> !call.due.isAfter(end));
    Instant then = next.map(call -> call.due).orElse(end);
    now = then.isAfter(now) ? then : now;
    next.ifPresent(this::forget);
    return next;
  }
}
