package farm.sheaf.worker.sequence;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;

/** How a try at a film ended; {@link FilmBooks} does what is due then. */
sealed interface FilmEnd {
  /** The film is in S3. */
  record Stored() implements FilmEnd {}

  /** Frames are not in the bucket, and must be rendered first. */
  record Missing(FrameSet frames) implements FilmEnd {}

  /** What the film shows of a frame was not there when its turn came. */
  record Gap(int frame) implements FilmEnd {}

  /** No film this time; what is done about it depends on the kind. */
  record Failed(FailureKind kind, String message) implements FilmEnd {
    private static final String DISK_FULL = "No space left on device";

    /** As ffmpeg told it. */
    static Failed ffmpeg(String message) {
      return new Failed(
          message.contains(DISK_FULL) ? FailureKind.RESOURCE : FailureKind.CRASH, message);
    }
  }

  /** This worker drains, lost the claim, or has held it long enough: nobody's failure. */
  record Interrupted() implements FilmEnd {}
}
