package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Times;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.port.Stores;
import farm.sheaf.core.port.WorkQueue;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells where a job stands, and why it waits. What it reads does not grow with the job beyond a
 * quarter of a kilobyte for every {@value farm.sheaf.core.job.Run#PAGE} frames.
 */
public final class DescribeJob {
  /** More failures than these help nobody; their number is told. */
  public static final int MOST_FAILURES = 20;

  private final Stores stores;
  private final WorkQueue queue;
  private final InstantSource clock;

  DescribeJob(Stores stores, WorkQueue queue, InstantSource clock) {
    this.stores = stores;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * The job as it is now.
   *
   * @throws farm.sheaf.core.job.NoSuchJobException when there is no such job
   */
  public JobReport describe(JobId id) {
    return describe(Jobs.require(stores.jobs(), id));
  }

  /** The same for a record just read. */
  public JobReport describe(JobRecord job) {
    FrameSet ofRun = job.run().frames();
    // A completed job has all of its frames, whatever the pages say of those that came late.
    List<FramePage> pages =
        job.status() == JobStatus.COMPLETED
            ? List.of(new FramePage(0, ofRun, FrameSet.EMPTY, job.state().changedAt()))
            : stores.progress().pages(job.id(), job.run());
    // What had vanished and was sent again is not there, as far as anybody has seen.
    FrameSet awaited = job.ledger().sent().awaited();
    FrameSet done = FrameSet.unionOf(pages.stream().map(FramePage::done).toList()).minus(awaited);
    FrameSet failed = FrameSet.unionOf(pages.stream().map(FramePage::failed).toList()).minus(done);
    // A run takes up all that is missing, so what it leaves out is done.
    int before = job.spec().frames().size() - ofRun.size();
    return new JobReport(
        job,
        new JobReport.Frames(before + done.size(), failed.size(), failures(job, failed)),
        job.run().tasks(done, failed, job.status()),
        job.status().active() ? Optional.empty() : times(job.id()),
        job.status() == JobStatus.QUEUED ? waiting(job) : "");
  }

  private List<FrameFailure> failures(JobRecord job, FrameSet failed) {
    return failed.isEmpty()
        ? List.of()
        : stores.progress().failures(job.id(), job.run().number(), MOST_FAILURES).stream()
            .filter(failure -> failed.contains(failure.frame()))
            .toList();
  }

  private Optional<Times> times(JobId id) {
    return Optional.of(stores.progress().times(id)).filter(times -> times.attempts() > 0);
  }

  private String waiting(JobRecord job) {
    List<WorkerState> workers = stores.workers().heardOf(clock.instant());
    List<WorkerState> serving =
        workers.stream()
            .filter(worker -> worker.alive(clock.instant()))
            .filter(worker -> worker.service().pool().equals(job.pool()))
            .toList();
    if (serving.isEmpty()) {
      return workers.stream()
          .filter(w -> w.condition() == WorkerState.Condition.REFUSING)
          .findFirst()
          .map(w -> "worker %s refuses to serve: %s".formatted(w.id(), w.note()))
          .orElse("no worker is there yet");
    }
    if (!job.ledger().verdict().declined().isEmpty()) {
      return "it needs what these workers lack, and waits for others: "
          + job.ledger().verdict().declined().stream()
              .map(WorkerKind::toString)
              .sorted()
              .collect(Collectors.joining("; "));
    }
    int waiting = queue.depth(job.pool()).waiting();
    return waiting > job.run().taskCount()
        ? "about %d tasks are ahead of it".formatted(waiting - job.run().taskCount())
        : "a worker is about to take it";
  }
}
