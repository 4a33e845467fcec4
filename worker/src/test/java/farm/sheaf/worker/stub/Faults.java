package farm.sheaf.worker.stub;

import java.util.HashMap;
import java.util.Map;

/** Which calls to a {@link MemoryFarm} fail, and how often, and what happens meanwhile. */
public final class Faults {
  private final Map<String, Integer> left = new HashMap<>();
  private final Map<String, Runnable> events = new HashMap<>();

  /**
   * The next calls of this kind fail.
   *
   * @param deed such as {@code put}, {@code send}, {@code flush}
   */
  public synchronized void fail(String deed, int times) {
    left.put(deed, times);
  }

  /** At the next call of this kind, before it is answered, this happens once. */
  public synchronized void at(String deed, Runnable event) {
    events.put(deed, event);
  }

  void meet(String deed) {
    Runnable event;
    synchronized (this) {
      event = events.remove(deed);
    }
    if (event != null) {
      event.run();
    }
    failIfTold(deed);
  }

  private synchronized void failIfTold(String deed) {
    int times = left.getOrDefault(deed, 0);
    if (times > 0) {
      left.put(deed, times - 1);
      throw new IllegalStateException(deed + ": the cloud is away");
    }
  }
}
