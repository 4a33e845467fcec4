package farm.sheaf.core.job;

/** A job with its present run, state and ledger, as the store keeps it: one item. */
public record JobRecord(Job job, Run run, JobState state, Ledger ledger, JobProgress progress) {
  /** A job just submitted. */
  public static JobRecord submitted(Job job, Run run) {
    return new JobRecord(
        job,
        run,
        JobState.of(JobStatus.QUEUED, job.submittedAt()),
        Ledger.ofSubmission(run, job.submittedAt()),
        JobProgress.NONE);
  }

  public JobId id() {
    return job.id();
  }

  public JobSpec spec() {
    return job.spec();
  }

  public JobStatus status() {
    return state.status();
  }

  public ImageFormat format() {
    return spec().settings().output().format();
  }

  public Pool pool() {
    return spec().settings().work().pool();
  }

  /** Whether every frame of the present run is done or failed. */
  public boolean allCovered() {
    return progress.covered().size() == run.pageCount();
  }

  /** Whether it was deleted, though not all that it had is gone yet: nobody sees it any more. */
  public boolean erasing() {
    return ledger.due().contains(new Effect.Erase());
  }

  /** Whether no worker renders this run any more. */
  public boolean dead() {
    return run.number() < ledger.verdict().lowestLiveRun();
  }

  /** Whether the farm has to look after it: it is under way, or something is due. */
  public boolean active() {
    return status().active() || !ledger.due().isEmpty();
  }
}
