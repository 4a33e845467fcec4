package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.TaskRecord;
import farm.sheaf.core.job.TaskStatus;
import farm.sheaf.core.job.Timing;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.WorkQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells where a job stands, and why it waits. */
public final class DescribeJob {
  private final JobStore store;
  private final WorkQueue queue;
  private final InstantSource clock;

  public DescribeJob(JobStore store, WorkQueue queue, InstantSource clock) {
    this.store = store;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * The job as it is now.
   *
   * @throws farm.sheaf.core.job.NoSuchJobException when there is no such job
   */
  public JobReport describe(JobId id) {
    return describe(Jobs.require(store, id));
  }

  /** The same for a record just read. */
  public JobReport describe(JobRecord record) {
    List<TaskRecord> known = store.tasks(record.id(), record.run().number());
    return new JobReport(
        record,
        frames(record, known),
        tasks(record, known),
        record.status().active() ? Optional.empty() : times(record.id()),
        record.status() == JobStatus.QUEUED ? waiting(record) : "");
  }

  private static JobReport.Frames frames(JobRecord record, List<TaskRecord> known) {
    // A run takes up all that is missing, so what it leaves out is done.
    FrameSet before = record.spec().frames().minus(record.run().frames());
    FrameSet done = known.stream().map(TaskRecord::done).reduce(before, FrameSet::union);
    List<FrameFailure> failed =
        known.stream()
            .flatMap(task -> task.failed().values().stream())
            .filter(failure -> !done.contains(failure.frame()))
            .sorted(Comparator.comparingInt(FrameFailure::frame))
            .toList();
    return new JobReport.Frames(done, failed);
  }

  private static Map<TaskStatus, Long> tasks(JobRecord record, List<TaskRecord> known) {
    Map<TaskStatus, Long> counts = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      counts.put(status, 0L);
    }
    known.forEach(task -> counts.merge(task.status(record.status()), 1L, Long::sum));
    TaskStatus untouched =
        record.status() == JobStatus.CANCELED ? TaskStatus.CANCELED : TaskStatus.QUEUED;
    counts.merge(untouched, (long) record.run().taskCount() - known.size(), Long::sum);
    return counts;
  }

  private Optional<JobReport.Times> times(JobId id) {
    List<Duration> took =
        store.timings(id).stream().map(Timing::span).map(Timing.Span::took).sorted().toList();
    return took.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new JobReport.Times(
                took.size(),
                took.stream().reduce(Duration.ZERO, Duration::plus),
                took.get(took.size() / 2)));
  }

  private String waiting(JobRecord record) {
    List<WorkerState> workers = store.workers(clock.instant());
    boolean serving =
        workers.stream().anyMatch(w -> w.condition() == WorkerState.Condition.SERVING);
    if (!serving) {
      return workers.stream()
          .filter(w -> w.condition() == WorkerState.Condition.REFUSING)
          .findFirst()
          .map(w -> "worker %s refuses to serve: %s".formatted(w.id(), w.note()))
          .orElse("no worker is there yet");
    }
    int waiting = queue.depth(record.spec().settings().work().pool()).waiting();
    return waiting > record.run().taskCount()
        ? "about %d tasks are ahead of it".formatted(waiting - record.run().taskCount())
        : "a worker is about to take it";
  }
}
