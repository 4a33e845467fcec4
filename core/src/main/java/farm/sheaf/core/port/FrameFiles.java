package farm.sheaf.core.port;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import java.nio.file.Path;
import java.util.Set;

/**
 * The bucket of frames: the truth about them. Workers put and fetch, the farm's functions look and
 * remove. Each call returns when the bucket has answered; safe for use by several threads.
 */
public interface FrameFiles {
  /** Which of these frames have an image. */
  FrameSet present(JobId id, ImageFormat format, FrameSet of);

  /** Stores a frame's image, from which on the frame counts; the same frame again replaces it. */
  void put(JobId id, int frame, ImageFormat format, Path image);

  /** Stores the PNG that shows an EXR frame in the film. */
  void putPreview(JobId id, int frame, Path preview);

  /**
   * Fetches whole what the film shows of a frame: its preview where the format is EXR, else its
   * image.
   *
   * @param target where it goes; its folder must exist, a file that is there is replaced
   * @return whether there is such an object; if not, the target is untouched
   */
  boolean fetchForFilm(JobId id, int frame, ImageFormat format, Path target);

  /**
   * Stores a segment of the film that a run makes; the same segment again replaces it.
   *
   * @param number the segment's place in the film, from 0
   */
  void putSegment(JobId id, int run, int number, Path segment);

  /** Fetches a segment like {@link #fetchForFilm} does a frame. */
  boolean fetchSegment(JobId id, int run, int number, Path target);

  /** The numbers of the segments that a run has stored, in order. */
  Set<Integer> segments(JobId id, int run);

  /** Removes these frames' images and previews. */
  void delete(JobId id, ImageFormat format, FrameSet frames);

  /** Removes all that the job has here, but for the mark of its lowest live run. */
  void deleteAll(JobId id);

  /** Tells workers to let runs below this one die quietly. */
  void letDieBelow(JobId id, int lowestLiveRun);

  /** The lowest run of a job that may still go on; 1 when all may. */
  int lowestLiveRun(JobId id);
}
