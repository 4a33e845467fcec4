package farm.sheaf.worker.port;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import java.io.IOException;
import java.nio.file.Path;

/** Frames: what is there counts. */
public interface FrameStore {
  /** Which of these frames have an image. */
  FrameSet present(JobId id, ImageFormat format, FrameSet of);

  /** Stores a frame's image; from then on the frame counts. */
  void put(JobId id, int frame, ImageFormat format, Path image);

  /** Stores the PNG that shows an EXR frame in the film. */
  void putPreview(JobId id, int frame, Path preview);

  /**
   * Reads what the film shows of a frame: its preview where the format is EXR, else its image.
   *
   * @param target a file that is not there yet
   * @return whether there is such an object
   */
  boolean fetchForFilm(JobId id, int frame, ImageFormat format, Path target) throws IOException;

  /** The lowest run of a job that may still go on; 1 when all may. */
  int lowestLiveRun(JobId id);
}
