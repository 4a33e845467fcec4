package farm.sheaf.core.port;

import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Times;
import farm.sheaf.core.job.TimingPage;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is known of a job's frames, page by page. Callers have just found the job in that run; what
 * is written late to a run that is over, or to a job that was erased, is never read again.
 *
 * <p>An update reads a page and writes what the function makes of it, if nobody else has written it
 * in between; else it begins anew. So no news gets lost, and each costs one small write. A page
 * that does not change is not written.
 */
public interface ProgressStore {
  /** A page before and after an update. */
  record Change(FramePage before, FramePage after) {}

  /**
   * Changes a page of a run.
   *
   * @param change may be called several times
   */
  Change update(JobId id, Run run, int page, UnaryOperator<FramePage> change);

  /** The pages of a run of which there was news, by number, each as every earlier write left it. */
  List<FramePage> pages(JobId id, Run run);

  /**
   * Keeps why frames of a run will not come. Of two failures of one frame the {@linkplain
   * FrameFailure#heavier heavier} stays.
   */
  void recordFailures(JobId id, int run, Collection<FrameFailure> failures);

  /** The first failures of a run, by frame. */
  List<FrameFailure> failures(JobId id, int run, int limit);

  /** Changes a page of a run's times; see {@link #update}. */
  void updateTimes(JobId id, Run run, int page, UnaryOperator<TimingPage> change);

  /** The times of all runs of a job, summed. */
  Times times(JobId id);
}
