package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.JobStore.Creation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * Takes a submission: checks it, records the job, then sends its tasks. The job's id follows from
 * what is asked, so the same call again finds the same job and renders nothing twice.
 */
public final class SubmitJob {
  private static final int ID_DIGITS = 10;
  private static final int MORE_ID_DIGITS = 6;

  private final JobStore store;
  private final SceneCheck sceneCheck;
  private final SendTasks sendTasks;
  private final InstantSource clock;

  public SubmitJob(
      JobStore store, SceneCheck sceneCheck, SendTasks sendTasks, InstantSource clock) {
    this.store = store;
    this.sceneCheck = sceneCheck;
    this.sendTasks = sendTasks;
    this.clock = clock;
  }

  /** A job, and whether this submission created it. */
  public sealed interface Submitted {
    JobRecord record();

    record Created(JobRecord record) implements Submitted {}

    record AlreadyThere(JobRecord record) implements Submitted {}
  }

  /**
   * Records and sends.
   *
   * @throws InvalidRequestException when the file or a setting is wrong; nothing was written
   */
  public Submitted submit(Submission submission) {
    SceneCheck.CheckedScene scene = sceneCheck.check(submission.file());
    FrameSet frames =
        submission.frames().orElseGet(() -> scene.framesOf(submission.settings().render().scene()));
    requirePool(submission.settings().work().pool());
    JobSpec spec =
        new JobSpec(
            scene.version(),
            frames,
            submission.settings(),
            submission.name().orElse(submission.file()),
            submission.force());
    return record(spec, SpecDigest.of(spec), ID_DIGITS, 1);
  }

  private Submitted record(JobSpec spec, String digest, int idDigits, int runNumber) {
    Instant now = clock.instant();
    JobId id = JobId.derived(spec.file().key(), digest, idDigits);
    Run first = Run.first(spec.frames(), spec.settings().work(), now);
    Run run = new Run(runNumber, first.frames(), first.chunk(), first.firstTask(), now);
    JobRecord record =
        new JobRecord(
            new Job(id, digest, spec, now),
            run,
            JobState.of(JobStatus.QUEUED, now),
            new JobProgress(Set.of(), run.firstTask() - 1, Set.of()));
    return switch (store.create(record)) {
      case Creation.Created() -> {
        sendTasks.sendRest(record);
        yield new Submitted.Created(record);
      }
      case Creation.Exists(JobRecord there) when there.job().digest().equals(digest) ->
          new Submitted.AlreadyThere(there);
      case Creation.Exists(_) -> record(spec, digest, idDigits + MORE_ID_DIGITS, runNumber);
      case Creation.Deleted(int lastRun) -> record(spec, digest, idDigits, lastRun + 1);
    };
  }

  private void requirePool(Pool pool) {
    if (!sendTasks.pools().contains(pool)) {
      throw new InvalidRequestException(
          "pool: this farm has no pool \"%s\"; it has %s".formatted(pool, sendTasks.pools()));
    }
  }
}
