package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.TaskRecord;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.JobStore;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a job on when all of its tasks are finished: to its film, to {@code completed} when no film
 * is wanted, or to {@code failed}. What decides is the bucket, not the table: a frame that is said
 * to be done and is not there is rendered again. Of many callers at once one takes the step.
 */
public final class AdvanceJob {
  private static final Set<JobStatus> BEFORE_FILM = JobStatus.before(JobStatus.SEQUENCING);
  private static final Set<JobStatus> RENDERING = EnumSet.of(JobStatus.QUEUED, JobStatus.RENDERING);

  private final JobStore store;
  private final FrameFiles frames;
  private final SendTasks sendTasks;
  private final InstantSource clock;

  public AdvanceJob(JobStore store, FrameFiles frames, SendTasks sendTasks, InstantSource clock) {
    this.store = store;
    this.frames = frames;
    this.sendTasks = sendTasks;
    this.clock = clock;
  }

  /** Does what is due, and sends frames that vanished again; harmless when nothing is. */
  void advance(JobId id) {
    FrameSet vanished = conclude(id);
    if (!vanished.isEmpty()) {
      store.find(id).ifPresent(record -> sendTasks.sendAgain(record, vanished));
    }
  }

  /**
   * Does what is due.
   *
   * @return frames of the run that are said to be done and are not in the bucket
   */
  FrameSet conclude(JobId id) {
    return store
        .find(id)
        .filter(record -> BEFORE_FILM.contains(record.status()) && record.allTasksFinished())
        .map(this::conclude)
        .orElse(FrameSet.EMPTY);
  }

  private FrameSet conclude(JobRecord record) {
    FrameSet all = record.spec().frames();
    FrameSet missing =
        all.minus(frames.present(record.id(), record.spec().settings().output().format(), all));
    if (missing.isEmpty()) {
      finish(record);
      return FrameSet.EMPTY;
    }
    List<FrameFailure> failures = failures(record, missing);
    FrameSet vanished =
        missing.minus(FrameSet.of(failures.stream().map(FrameFailure::frame).toList()));
    FrameSet ofThisRun = vanished.intersect(record.run().frames());
    if (ofThisRun.isEmpty()) {
      fail(record, failures, vanished);
    }
    return ofThisRun;
  }

  private void finish(JobRecord record) {
    switch (record.spec().settings().output().video()) {
      case Video.None() -> change(record, BEFORE_FILM, JobStatus.COMPLETED, "");
      case Video.Film _ -> {
        if (change(record, BEFORE_FILM, JobStatus.SEQUENCING, "")) {
          sendTasks.sendSequence(record);
        }
      }
    }
  }

  private void fail(JobRecord record, List<FrameFailure> failures, FrameSet vanished) {
    String reason =
        failures.isEmpty()
            ? "frames %s were removed from the bucket after they were rendered; requeue the job"
                .formatted(vanished)
            : "%d of %d frames failed; frame %d: %s"
                .formatted(
                    failures.size(),
                    record.spec().frames().size(),
                    failures.getFirst().frame(),
                    failures.getFirst().message());
    change(record, RENDERING, JobStatus.FAILED, reason);
  }

  private boolean change(JobRecord record, Set<JobStatus> from, JobStatus to, String reason) {
    return store.transition(
        record.id(), record.run().number(), from, new JobState(to, reason, clock.instant()));
  }

  private List<FrameFailure> failures(JobRecord record, FrameSet missing) {
    return store.tasks(record.id(), record.run().number()).stream()
        .map(TaskRecord::failed)
        .flatMap(failed -> failed.values().stream())
        .filter(failure -> missing.contains(failure.frame()))
        .sorted(Comparator.comparingInt(FrameFailure::frame))
        .toList();
  }
}
