package farm.sheaf.core.job;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.scene.SceneVersion;

/**
 * What was asked: a file's version, the frames, the settings. Two equal specs are one job.
 *
 * @param name what people call the job; the file's key unless they say otherwise
 * @param force any text; asks for another job of the same content. Usually empty
 */
public record JobSpec(
    SceneVersion file, FrameSet frames, JobSettings settings, String name, String force) {
  /**
   * The most characters of a list of frames. It travels in every message of the job, and a message
   * that brings a whole list of its own beside it must still fit into SQS's 262,144 bytes.
   */
  public static final int LONGEST_FRAMES_TEXT = 50_000;

  public JobSpec {
    if (frames.isEmpty()) {
      throw new InvalidRequestException("frames: a job needs at least one frame");
    }
    int length = frames.notation().length();
    if (length > LONGEST_FRAMES_TEXT) {
      throw new InvalidRequestException(
          "frames: the list has %,d characters even when written shortly; at most %,d are possible, so submit it in parts"
              .formatted(length, LONGEST_FRAMES_TEXT));
    }
  }
}
