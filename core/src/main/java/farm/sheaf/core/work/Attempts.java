package farm.sheaf.core.work;

import java.util.HashMap;
import java.util.Map;

/**
 * Failed tries by frame. They travel in the message's body, because SQS's receive count also counts
 * interruptions, which are nobody's fault.
 */
public record Attempts(Map<Integer, Integer> failed) {
  public static final Attempts NONE = new Attempts(Map.of());

  public Attempts {
    failed = Map.copyOf(failed);
  }

  public int of(int frame) {
    return failed.getOrDefault(frame, 0);
  }

  /** One more for this frame. */
  public Attempts plusOne(int frame) {
    Map<Integer, Integer> more = new HashMap<>(failed);
    more.merge(frame, 1, Integer::sum);
    return new Attempts(more);
  }

  /** This frame's alone. */
  public Attempts only(int frame) {
    return of(frame) == 0 ? NONE : new Attempts(Map.of(frame, of(frame)));
  }
}
