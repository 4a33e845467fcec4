package farm.sheaf.core.farm;

import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.TaskStatus;
import farm.sheaf.core.job.Times;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user is told of a job.
 *
 * @param times of an ended job, where any are known
 * @param waiting why nothing has been rendered yet; empty when something was
 */
public record JobReport(
    JobRecord record,
    Frames frames,
    Map<TaskStatus, Integer> tasks,
    Optional<Times> times,
    String waiting) {

  /**
   * Of all the job's frames.
   *
   * @param done how many are there
   * @param failed how many will not come
   * @param failures why: the first of them, at most {@link DescribeJob#MOST_FAILURES}
   */
  public record Frames(int done, int failed, List<FrameFailure> failures) {}
}
