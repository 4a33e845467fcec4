package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user is told of a job.
 *
 * @param waiting why nothing has been rendered yet; empty when something was
 */
public record JobReport(
    JobRecord record,
    Frames frames,
    Map<TaskStatus, Long> tasks,
    Optional<Times> times,
    String waiting) {

  /** Of all the job's frames: those done and those that will not come. */
  public record Frames(FrameSet done, List<FrameFailure> failed) {}

  /**
   * Of an ended job.
   *
   * @param attempts whose time is known
   * @param total of rendering, over all workers
   */
  public record Times(int attempts, Duration total, Duration median) {}
}
