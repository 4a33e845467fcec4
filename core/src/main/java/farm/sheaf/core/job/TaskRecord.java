package farm.sheaf.core.job;

import farm.sheaf.core.frame.FrameSet;
import java.time.Instant;
import java.util.Map;

/**
 * A render task with what is known of its frames. Sets only grow, so hearing of a frame twice is
 * harmless.
 *
 * @param run the run that it belongs to
 * @param done frames whose image was seen in S3
 * @param failed frames that will not come, by number
 * @param changedAt of the last news
 */
public record TaskRecord(
    Task.Render task,
    int run,
    FrameSet done,
    Map<Integer, FrameFailure> failed,
    Instant changedAt) {
  public TaskRecord {
    failed = Map.copyOf(failed);
  }

  public int number() {
    return task.number();
  }

  public static TaskRecord untouched(Task.Render task, int run, Instant now) {
    return new TaskRecord(task, run, FrameSet.EMPTY, Map.of(), now);
  }

  /** Failed for good and not come after all: done beats failed, also when it comes late. */
  public FrameSet reallyFailed() {
    return FrameSet.of(failed.keySet()).minus(done);
  }

  /** Neither done nor failed. */
  public FrameSet outstanding() {
    return task.frames().minus(done).minus(FrameSet.of(failed.keySet()));
  }

  public boolean finished() {
    return outstanding().isEmpty();
  }

  /** A task's status follows from its frames and from whether its job was canceled. */
  public TaskStatus status(JobStatus job) {
    if (!finished()) {
      return job == JobStatus.CANCELED ? TaskStatus.CANCELED : TaskStatus.QUEUED;
    }
    return reallyFailed().isEmpty() ? TaskStatus.COMPLETED : TaskStatus.FAILED;
  }
}
