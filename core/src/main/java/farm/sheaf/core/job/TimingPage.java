package farm.sheaf.core.job;

import farm.sheaf.core.frame.FrameSet;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The times of a stretch of a run's frames, the same stretch as a {@link FramePage}, summed. It
 * remembers which attempts it has counted, so hearing of one twice is harmless.
 *
 * @param number from 0
 * @param counted frames whose time is in the sum, by attempt
 */
public record TimingPage(int number, Map<Integer, FrameSet> counted, Times times) {
  public TimingPage {
    counted = Map.copyOf(counted);
  }

  /** Before any news. */
  public static TimingPage untouched(int number) {
    return new TimingPage(number, Map.of(), Times.NONE);
  }

  /**
   * With these attempts, all of frames of this page; the same page when all were counted before.
   */
  public TimingPage plus(Collection<Timing> timings) {
    Map<Integer, FrameSet> known = new TreeMap<>(counted);
    Times sum = times;
    for (Timing timing : timings) {
      FrameSet before = known.getOrDefault(timing.attempt(), FrameSet.EMPTY);
      if (!before.contains(timing.frame())) {
        known.put(timing.attempt(), before.union(FrameSet.of(timing.frame())));
        sum = sum.plus(timing.took());
      }
    }
    return sum.equals(times) ? this : new TimingPage(number, known, sum);
  }
}
