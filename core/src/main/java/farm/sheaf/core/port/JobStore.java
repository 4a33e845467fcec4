package farm.sheaf.core.port;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Task;
import farm.sheaf.core.job.TaskRecord;
import farm.sheaf.core.job.Timing;
import farm.sheaf.core.job.WorkerState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The job table. Every write is conditional or a set union, so each may come twice, late, and from
 * two callers at once. Nothing written for a job that is not there, or was deleted, has any effect.
 *
 * <p>Reads of one job see every earlier write; lists may lag.
 */
public interface JobStore {

  /** What became of {@link #create}. */
  sealed interface Creation {
    record Created() implements Creation {}

    /** There is such a job already; nothing was written. */
    record Exists(JobRecord record) implements Creation {}

    /** There was one, deleted in this or a later run; create it again with a later run. */
    record Deleted(int lastRun) implements Creation {}
  }

  /** A page of a list, the newest job first. */
  record Page(List<JobRecord> jobs, Optional<String> next) {}

  /**
   * Records a job that is not there, or one that was deleted in an earlier run than this record's.
   */
  Creation create(JobRecord job);

  /** Empty also for a deleted job. */
  Optional<JobRecord> find(JobId id);

  /**
   * Jobs by the time of their submission, the newest first.
   *
   * @param limit at most this many, 1 to 1000
   * @param after {@link Page#next} of the page before
   * @throws farm.sheaf.core.job.InvalidRequestException when {@code after} is not such a value
   */
  Page list(int limit, Optional<String> after);

  /** All jobs whose status is active, for the sweep. */
  List<JobId> active();

  /**
   * Changes a job's status if it is still in this run and one of these statuses.
   *
   * @return whether this call changed it: of many at once, one does
   */
  boolean transition(JobId id, int run, Set<JobStatus> from, JobState to);

  /**
   * Starts the run that follows on the present one: replaces the run, makes the job {@code queued},
   * and sets {@code sentTask} to {@code next.firstTask() - 1}. Its earlier tasks stay on record.
   *
   * @return whether this call started it; false unless the job is in run {@code next.number() - 1}
   *     and not active
   */
  boolean startRun(JobId id, Run next);

  /** Notes that all tasks up to this one were sent; a lower number than the noted has no effect. */
  void recordSent(JobId id, int run, int task);

  /**
   * The tasks of one run of which there was news, by number. The others follow from the run, so
   * they need no record.
   */
  List<TaskRecord> tasks(JobId id, int run);

  /**
   * Adds frames to a task's {@code done} and {@code failed} sets, recording the task with its first
   * news. Of two failures of one frame the {@linkplain FrameFailure#heavier heavier} stays.
   *
   * @param task of the job's present run
   * @return the task after it; empty when the job is not there, or in another run
   */
  Optional<TaskRecord> report(
      JobId id,
      int run,
      Task.Render task,
      FrameSet done,
      Collection<FrameFailure> failed,
      Instant now);

  /** Adds a task to the job's set of finished ones; harmless twice. */
  void finishTask(JobId id, int run, int task);

  /** Adds to a job's warnings; at most a hundred are kept. */
  void addWarnings(JobId id, Set<String> warnings);

  /** Writes one timing per job, frame and attempt; the same again overwrites itself. */
  void recordTimings(Collection<Timing> timings);

  /** A job's timings by frame and attempt. */
  List<Timing> timings(JobId id);

  /** Keeps the latest that was heard of a worker; earlier news has no effect. */
  void recordWorker(WorkerState worker);

  /** Workers heard of in the last day, the latest first. */
  List<WorkerState> workers(Instant now);

  /** Since when the sweep has found a pool's queue empty; for the next sweep. */
  void recordQueueEmpty(String pool, Optional<Instant> since);

  Optional<Instant> queueEmptySince(String pool);

  /** Removes a job and all of its items and leaves a tombstone of its run. */
  void delete(JobId id, Instant now);
}
