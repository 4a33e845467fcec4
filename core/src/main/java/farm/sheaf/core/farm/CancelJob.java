package farm.sheaf.core.farm;

import farm.sheaf.core.job.JobConflictException;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.JobStore;
import java.time.InstantSource;

/** Ends a job before its end; its frames so far are kept. */
public final class CancelJob {
  private final JobStore store;
  private final FrameFiles frames;
  private final InstantSource clock;

  public CancelJob(JobStore store, FrameFiles frames, InstantSource clock) {
    this.store = store;
    this.frames = frames;
    this.clock = clock;
  }

  /**
   * Cancels; harmless for a job that is canceled already.
   *
   * @throws farm.sheaf.core.job.NoSuchJobException when there is no such job
   * @throws JobConflictException when the job has ended otherwise
   */
  public void cancel(JobId id) {
    JobRecord record = Jobs.require(store, id);
    // The mark comes first: should this call die between the two, the next one ends the same way.
    if (record.status().active()) {
      frames.letDieBelow(id, record.run().number() + 1);
      boolean canceled =
          store.transition(
              id,
              record.run().number(),
              JobStatus.before(JobStatus.CANCELED),
              JobState.of(JobStatus.CANCELED, clock.instant()));
      if (canceled) {
        return;
      }
      record = Jobs.require(store, id);
    }
    if (record.status() != JobStatus.CANCELED) {
      throw new JobConflictException(
          "job %s is %s, so there is nothing to cancel".formatted(id, record.status().word()));
    }
  }
}
