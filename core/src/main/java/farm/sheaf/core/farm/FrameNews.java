package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Task;
import farm.sheaf.core.job.TaskRecord;
import farm.sheaf.core.port.JobStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes news of frames, from whoever has it: records it, finishes tasks, takes the job on. News may
 * come twice, late and in any order, and its bearer may die after any of these writes: hearing it
 * again leads to the same end.
 */
public final class FrameNews {
  private final JobStore store;
  private final AdvanceJob advanceJob;
  private final InstantSource clock;

  public FrameNews(JobStore store, AdvanceJob advanceJob, InstantSource clock) {
    this.store = store;
    this.advanceJob = advanceJob;
    this.clock = clock;
  }

  /** Frames whose image was seen. News of an unknown or deleted job has no effect. */
  public void done(JobId id, FrameSet frames) {
    store.find(id).ifPresent(record -> done(record, frames));
  }

  /** Frames of a run that will not come. News of an earlier run has no effect. */
  public void failed(JobId id, int run, Collection<FrameFailure> failures) {
    store
        .find(id)
        .filter(record -> record.run().number() == run)
        .ifPresent(record -> failed(record, failures));
  }

  private void done(JobRecord record, FrameSet frames) {
    afterNews(record, record(record, frames));
  }

  /** Whether a task is finished with it. */
  private boolean record(JobRecord record, FrameSet frames) {
    Map<Integer, FrameSet> byTask = new TreeMap<>();
    frames.stream()
        .forEach(
            frame ->
                record
                    .run()
                    .taskOf(frame)
                    .ifPresent(
                        task -> byTask.merge(task.number(), FrameSet.of(frame), FrameSet::union)));
    boolean taskFinished = false;
    for (Map.Entry<Integer, FrameSet> news : byTask.entrySet()) {
      taskFinished |= report(record, record.run().task(news.getKey()), news.getValue(), List.of());
    }
    return taskFinished;
  }

  /**
   * Takes in what the bucket holds, for the sweep: frames whose news was lost, and tasks that were
   * finished when their bearer died before saying so. Sends nothing again.
   */
  void catchUp(JobRecord record, FrameSet present) {
    record(record, present);
    for (TaskRecord task : store.tasks(record.id(), record.run().number())) {
      if (task.finished()) {
        store.finishTask(record.id(), record.run().number(), task.number());
      }
    }
    advanceJob.conclude(record.id());
  }

  private void failed(JobRecord record, Collection<FrameFailure> failures) {
    boolean taskFinished = false;
    for (FrameFailure failure : failures) {
      Optional<Task.Render> task = record.run().taskOf(failure.frame());
      taskFinished |=
          task.isPresent() && report(record, task.get(), FrameSet.EMPTY, List.of(failure));
    }
    afterNews(record, taskFinished);
  }

  /** Whether the task is finished with it. */
  private boolean report(
      JobRecord record, Task.Render task, FrameSet done, List<FrameFailure> failed) {
    int run = record.run().number();
    boolean finished =
        store
            .report(record.id(), run, task, done, failed, clock.instant())
            .filter(TaskRecord::finished)
            .isPresent();
    if (finished) {
      store.finishTask(record.id(), run, task.number());
    }
    return finished;
  }

  private void afterNews(JobRecord record, boolean taskFinished) {
    if (record.status() == JobStatus.QUEUED) {
      store.transition(
          record.id(),
          record.run().number(),
          EnumSet.of(JobStatus.QUEUED),
          JobState.of(JobStatus.RENDERING, clock.instant()));
    }
    if (taskFinished) {
      advanceJob.advance(record.id());
    }
  }
}
