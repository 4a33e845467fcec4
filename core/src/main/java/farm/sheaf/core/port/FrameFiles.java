package farm.sheaf.core.port;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;

/** The bucket of frames: the truth about them. */
public interface FrameFiles {
  /** Which of these frames have an image. */
  FrameSet present(JobId id, ImageFormat format, FrameSet of);

  /** Removes these frames' images and previews. */
  void delete(JobId id, ImageFormat format, FrameSet frames);

  /** Removes all that the job has here, but for the mark of its lowest live run. */
  void deleteAll(JobId id);

  /** The mark that {@link #letDieBelow} left; 1 where there is none. */
  int lowestLiveRun(JobId id);

  /** Tells workers to let runs below this one die quietly. */
  void letDieBelow(JobId id, int lowestLiveRun);
}
