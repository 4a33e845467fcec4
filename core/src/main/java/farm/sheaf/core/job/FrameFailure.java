package farm.sheaf.core.job;

import java.util.Comparator;

/**
 * A frame that will not come: its kind, its message in Blender's own words, and how many attempts
 * it had.
 */
public record FrameFailure(int frame, FailureKind kind, String message, int attempts) {
  private static final Comparator<FrameFailure> WEIGHT =
      Comparator.comparingInt(FrameFailure::attempts)
          .thenComparing(FrameFailure::kind)
          .thenComparing(FrameFailure::message);

  /**
   * Which of two failures of one frame stays on record: that of more attempts. It does not depend
   * on which was heard of first, because news comes in any order.
   */
  public FrameFailure heavier(FrameFailure other) {
    return WEIGHT.compare(this, other) >= 0 ? this : other;
  }
}
