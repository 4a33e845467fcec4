package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.ProgressStore;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether a job whose frames are all accounted for can go on: to its film, to its end, or
 * back to frames that are gone. What decides is the bucket, not the table. The look writes nothing;
 * {@link ChangeJob} takes its finding, from one of many lookers.
 */
final class AdvanceJob {
  /** Among so many failures there is one of a frame that is really not there. */
  private static final int FAILURES_TO_QUOTE = 100;

  private final ProgressStore progress;
  private final FrameFiles frames;
  private final ChangeJob changeJob;

  AdvanceJob(ProgressStore progress, FrameFiles frames, ChangeJob changeJob) {
    this.progress = progress;
    this.frames = frames;
    this.changeJob = changeJob;
  }

  /** Takes the job on if it can go on; harmless when it cannot. */
  void conclude(JobRecord job) {
    if (job.allCovered() && mayGoOn(job.status())) {
      finding(job).ifPresent(fact -> changeJob.by(job, fact));
    }
  }

  /** A failed job may: a frame that comes late beats its failure. */
  private static boolean mayGoOn(JobStatus status) {
    return switch (status) {
      case QUEUED, RENDERING, FAILED -> true;
      case SEQUENCING, COMPLETED, CANCELED -> false;
    };
  }

  private Optional<Fact> finding(JobRecord job) {
    List<FramePage> pages = progress.pages(job.id(), job.run());
    FrameSet everFailed = FrameSet.unionOf(pages.stream().map(FramePage::failed).toList());
    FrameSet awaited = job.ledger().sent().awaited();
    // A frame that was there once, vanished and failed then is not coming, though it was done.
    if (!missing(job, awaited).minus(everFailed).isEmpty()) {
      return Optional.empty();
    }
    FrameSet failed =
        missing(
            job,
            FrameSet.unionOf(pages.stream().map(FramePage::reallyFailed).toList())
                .union(awaited.intersect(everFailed)));
    return failed.isEmpty()
        ? Optional.of(lookAtAll(job))
        : Optional.of(new Fact.FramesFailed(reason(job, failed)));
  }

  /** What the bucket says of all the job's frames. */
  private Fact lookAtAll(JobRecord job) {
    FrameSet missing = missing(job, job.spec().frames());
    if (missing.isEmpty()) {
      return new Fact.FramesThere();
    }
    FrameSet ofThisRun = missing.intersect(job.run().frames());
    return ofThisRun.isEmpty() ? new Fact.FramesLost(missing) : new Fact.FramesVanished(ofThisRun);
  }

  /**
   * A worker found frames missing when it was to make the film.
   *
   * @param told when it said so
   */
  void filmGivenUp(JobRecord job, java.time.Instant told) {
    Fact found = lookAtAll(job);
    changeJob.by(job, found instanceof Fact.FramesThere ? new Fact.FilmNotMade(told) : found);
  }

  private FrameSet missing(JobRecord job, FrameSet of) {
    return of.isEmpty() ? of : of.minus(frames.present(job.id(), job.format(), of));
  }

  private String reason(JobRecord job, FrameSet failed) {
    String first =
        progress.failures(job.id(), job.run().number(), FAILURES_TO_QUOTE).stream()
            .filter(failure -> failed.contains(failure.frame()))
            .findFirst()
            .map(AdvanceJob::quote)
            .orElse("see the logs");
    return "%d of %d frames failed; %s".formatted(failed.size(), job.spec().frames().size(), first);
  }

  private static String quote(FrameFailure failure) {
    return "frame %d: %s".formatted(failure.frame(), failure.message());
  }
}
