package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.JobConflictException;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.SceneFiles;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends frames of an ended job round again, as its next run: the frames that a user names, and any
 * that are missing. Without a name it is the missing ones; when none is, the film alone.
 */
public final class RequeueFrames {
  private final JobStore store;
  private final FrameFiles frames;
  private final SceneFiles files;
  private final SendTasks sendTasks;
  private final AfterRequeue after;

  public RequeueFrames(
      JobStore store,
      FrameFiles frames,
      SceneFiles files,
      SendTasks sendTasks,
      AfterRequeue after) {
    this.store = store;
    this.frames = frames;
    this.files = files;
    this.sendTasks = sendTasks;
    this.after = after;
  }

  /** What goes on once the run has started. */
  public record AfterRequeue(AdvanceJob advanceJob, InstantSource clock) {}

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
    JobRecord record = Jobs.require(store, id);
    if (record.status().active()) {
      throw new JobConflictException(
          "job %s is %s; cancel it first, or wait for its end"
              .formatted(id, record.status().word()));
    }
    FrameSet all = record.spec().frames();
    FrameSet again = named.orElse(FrameSet.EMPTY);
    FrameSet foreign = again.minus(all);
    if (!foreign.isEmpty()) {
      throw new InvalidRequestException(
          "frames: %s are not in job %s, which has %s".formatted(foreign, id, all));
    }
    ImageFormat format = record.spec().settings().output().format();
    FrameSet next = again.union(all.minus(frames.present(id, format, all)));
    Run run = record.run().next(next, record.spec().settings().work(), after.clock().instant());

    // Images go before the run starts. Should this call die in between, the job has ended as before
    // with frames missing, and the same call again mends it.
    frames.letDieBelow(id, run.number());
    files.deleteFilm(record.spec(), id);
    frames.delete(id, format, again);
    if (!store.startRun(id, run)) {
      throw new JobConflictException(
          "job %s was changed by another call just now; look at its status".formatted(id));
    }
    JobRecord started = Jobs.require(store, id);
    sendTasks.sendRest(started);
    after.advanceJob().advance(id);
    return Jobs.require(store, id);
  }
}
