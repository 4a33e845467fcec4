package farm.sheaf.core.job;

/** A job with its present run and state, as the store keeps it. */
public record JobRecord(Job job, Run run, JobState state, JobProgress progress) {
  public JobId id() {
    return job.id();
  }

  public JobSpec spec() {
    return job.spec();
  }

  public JobStatus status() {
    return state.status();
  }

  /** Whether every render task of the present run is finished, well or not. */
  public boolean allTasksFinished() {
    return run.tasks().allMatch(task -> progress.finishedTasks().contains(task.number()));
  }
}
