package farm.sheaf.worker.stub;

import java.util.HashMap;
import java.util.Map;

/** Which calls to a {@link MemoryFarm} fail, and how often. */
public final class Faults {
  private final Map<String, Integer> left = new HashMap<>();

  /**
   * The next calls of this kind fail.
   *
   * @param deed such as {@code put}, {@code send}, {@code flush}
   */
  public synchronized void fail(String deed, int times) {
    left.put(deed, times);
  }

  synchronized void meet(String deed) {
    int times = left.getOrDefault(deed, 0);
    if (times > 0) {
      left.put(deed, times - 1);
      throw new IllegalStateException(deed + ": the cloud is away");
    }
  }
}
