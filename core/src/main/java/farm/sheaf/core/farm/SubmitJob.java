package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.port.JobStore.Creation;
import farm.sheaf.core.port.Ports;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a submission: checks it, records the job, then sends its tasks. The job's id follows from
 * what is asked, so the same call again finds the same job and renders nothing twice.
 */
public final class SubmitJob {
  private static final int ID_DIGITS = 10;
  private static final int MORE_ID_DIGITS = 6;

  private final Ports ports;
  private final SceneCheck sceneCheck;
  private final ChangeJob changeJob;
  private final DeleteJob deleteJob;
  private final InstantSource clock;

  SubmitJob(
      Ports ports,
      SceneCheck sceneCheck,
      ChangeJob changeJob,
      DeleteJob deleteJob,
      InstantSource clock) {
    this.ports = ports;
    this.sceneCheck = sceneCheck;
    this.changeJob = changeJob;
    this.deleteJob = deleteJob;
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
    return record(new Asked(spec, SpecDigest.of(spec), ID_DIGITS));
  }

  /**
   * What is to be recorded.
   *
   * @param idDigits how many of the digest's digits the id carries
   */
  private record Asked(JobSpec spec, String digest, int idDigits) {
    JobId id() {
      return JobId.derived(spec.file().key(), digest, idDigits);
    }

    Asked withLongerId() {
      return new Asked(spec, digest, idDigits + MORE_ID_DIGITS);
    }
  }

  private Submitted record(Asked asked) {
    Optional<JobRecord> there = ports.stores().jobs().find(asked.id());
    // The mark in the bucket may outlive all that the table knows of an earlier job of this id.
    return there.isPresent()
        ? meet(asked, there.get())
        : create(asked, ports.frames().lowestLiveRun(asked.id()));
  }

  private Submitted meet(Asked asked, JobRecord there) {
    if (!there.job().digest().equals(asked.digest())) {
      return record(asked.withLongerId());
    }
    if (there.erasing()) {
      deleteJob.finish(there);
      return record(asked);
    }
    return new Submitted.AlreadyThere(there);
  }

  private Submitted create(Asked asked, int runNumber) {
    Job job = new Job(asked.id(), asked.digest(), asked.spec(), clock.instant());
    Run run =
        Run.first(
            Math.max(1, runNumber),
            asked.spec().frames(),
            asked.spec().settings().work(),
            job.submittedAt());
    JobRecord record = JobRecord.submitted(job, run);
    return switch (ports.stores().jobs().create(record)) {
      case Creation.Created() -> new Submitted.Created(changeJob.begin(record));
      case Creation.Exists(JobRecord there) -> meet(asked, there);
      case Creation.Deleted(int lastRun) -> create(asked, lastRun + 1);
    };
  }

  private void requirePool(Pool pool) {
    Set<Pool> pools = ports.queue().pools();
    if (!pools.contains(pool)) {
      throw new InvalidRequestException(
          "pool: this farm has no pool \"%s\"; it has %s".formatted(pool, pools));
    }
  }
}
