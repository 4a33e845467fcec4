package farm.sheaf.core.job;

import farm.sheaf.core.frame.FrameSet;
import java.time.Instant;

/**
 * What is known of a stretch of a run's frames: {@value Run#PAGE} of them in ascending order. Its
 * size does not depend on the job's or the chunk's, so what news costs does not either. Its sets
 * only grow, so hearing of a frame twice is harmless.
 *
 * @param number from 0
 * @param done frames whose image was seen in S3
 * @param failed frames that will not come; done beats failed, also when it comes late
 * @param newsAt of the last news from outside; what the farm found by itself is none
 */
public record FramePage(int number, FrameSet done, FrameSet failed, Instant newsAt) {
  /** Before any news. */
  public static FramePage untouched(int number) {
    return new FramePage(number, FrameSet.EMPTY, FrameSet.EMPTY, Instant.EPOCH);
  }

  /** With news from outside. */
  public FramePage plus(FrameSet moreDone, FrameSet moreFailed, Instant now) {
    FramePage found = found(moreDone, moreFailed);
    return found.equals(this) || !now.isAfter(newsAt)
        ? found
        : new FramePage(number, found.done, found.failed, now);
  }

  /** With what the farm found by itself. */
  public FramePage found(FrameSet moreDone, FrameSet moreFailed) {
    return new FramePage(number, done.union(moreDone), failed.union(moreFailed), newsAt);
  }

  /** Failed, and not come after all. */
  public FrameSet reallyFailed() {
    return failed.minus(done);
  }

  /** Whether each of its frames is done or failed. */
  public boolean covers(Run run) {
    return done.union(failed).containsAll(run.page(number));
  }
}
