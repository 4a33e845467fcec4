package farm.sheaf.core.job;

import farm.sheaf.core.frame.FrameSet;
import java.util.stream.IntStream;

/** Lists of frames as long as a job may have them, and a little longer. */
public final class LongFrames {
  /** Of six digits each, with a comma between: 50,000 characters. */
  private static final int FRAMES = 7_143;

  private LongFrames() {}

  /** Exactly as long as a list may be. No three of its frames have equal steps. */
  public static FrameSet longest() {
    return FrameSet.of(uneven().toArray());
  }

  /** One character longer. */
  public static FrameSet oneOver() {
    IntStream last = IntStream.of(1_000_000);
    return FrameSet.of(IntStream.concat(uneven().limit(FRAMES - 1), last).toArray());
  }

  private static IntStream uneven() {
    return IntStream.range(0, FRAMES).map(i -> 100_000 + i / 2 * 5 + i % 2 * 2);
  }
}
