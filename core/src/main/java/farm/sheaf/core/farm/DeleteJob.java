package farm.sheaf.core.farm;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.LogFiles;
import farm.sheaf.core.port.SceneFiles;
import java.time.InstantSource;

/**
 * Removes a job with its frames, film and logs; the scene file stays. The record goes last, so a
 * call that died in the middle is finished by the next.
 */
public final class DeleteJob {
  private final JobStore store;
  private final FrameFiles frames;
  private final SceneFiles files;
  private final LogFiles logs;
  private final InstantSource clock;

  public DeleteJob(
      JobStore store, FrameFiles frames, SceneFiles files, LogFiles logs, InstantSource clock) {
    this.store = store;
    this.frames = frames;
    this.files = files;
    this.logs = logs;
    this.clock = clock;
  }

  /**
   * Deletes, whatever the job's status.
   *
   * @throws farm.sheaf.core.job.NoSuchJobException when there is no such job
   */
  public void delete(JobId id) {
    JobRecord record = Jobs.require(store, id);
    frames.letDieBelow(id, record.run().number() + 1);
    frames.deleteAll(id);
    files.deleteFilm(record.spec(), id);
    logs.deleteAll(id);
    store.delete(id, clock.instant());
  }
}
