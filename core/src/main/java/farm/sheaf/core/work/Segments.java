package farm.sheaf.core.work;

import farm.sheaf.core.frame.FrameSet;

/**
 * The pieces in which a film is encoded: {@value #LENGTH} consecutive frames of the job each, the
 * last maybe fewer, numbered from 0. They follow from the job's frames, so every worker cuts alike.
 */
public final class Segments {
  /**
   * Frames in a piece: short enough that a worker which dies loses seconds or minutes of encoding,
   * long enough that a closed group of pictures at each start costs nothing.
   */
  public static final int LENGTH = 256;

  private Segments() {}

  /** How many pieces a film of these frames has. */
  public static int count(FrameSet all) {
    return (all.size() + LENGTH - 1) / LENGTH;
  }

  /** The frames of a piece, which must be one of the film's. */
  public static FrameSet frames(FrameSet all, int number) {
    return all.slice(number * LENGTH, Math.min(all.size(), (number + 1) * LENGTH));
  }
}
