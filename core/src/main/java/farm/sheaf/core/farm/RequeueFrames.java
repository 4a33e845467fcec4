package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.JobConflictException;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.JobStore;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends frames of an ended job round again, as its next run: the frames that a user names, and any
 * that are missing. Without a name it is the missing ones; when none is, the film alone. Nothing is
 * removed before the run is on record: of two calls at once, one starts it and the other touches
 * nothing.
 */
public final class RequeueFrames {
  private final JobStore jobs;
  private final FrameFiles frames;
  private final ChangeJob changeJob;
  private final AdvanceJob advanceJob;
  private final InstantSource clock;

  RequeueFrames(
      JobStore jobs,
      FrameFiles frames,
      ChangeJob changeJob,
      AdvanceJob advanceJob,
      InstantSource clock) {
    this.jobs = jobs;
    this.frames = frames;
    this.changeJob = changeJob;
    this.advanceJob = advanceJob;
    this.clock = clock;
  }

  /**
   * Starts the next run.
   *
   * @param named frames of the job to render again
   * @return the job in its new run
   * @throws farm.sheaf.core.job.NoSuchJobException when there is no such job
   * @throws JobConflictException when the job is active
   * @throws InvalidRequestException when frames are not the job's
   */
  public JobRecord requeue(JobId id, Optional<FrameSet> named) {
    JobRecord job = Jobs.require(jobs, id);
    if (job.status().active()) {
      throw new JobConflictException(
          "job %s is %s; cancel it first, or wait for its end".formatted(id, job.status().word()));
    }
    FrameSet all = job.spec().frames();
    FrameSet again = named.orElse(FrameSet.EMPTY);
    FrameSet foreign = again.minus(all);
    if (!foreign.isEmpty()) {
      throw new InvalidRequestException(
          "frames: %s are not in job %s, which has %s".formatted(foreign, id, all));
    }
    FrameSet next = again.union(all.minus(frames.present(id, job.format(), all)));
    Run run = job.run().next(next, job.spec().settings().work(), clock.instant());
    JobRecord started =
        changeJob
            .by(job, new Fact.Requeued(run, again))
            .orElseThrow(
                () ->
                    new JobConflictException(
                        "job %s was changed by another call just now; look at its status"
                            .formatted(id)));
    advanceJob.conclude(started);
    return Jobs.require(jobs, id);
  }
}
