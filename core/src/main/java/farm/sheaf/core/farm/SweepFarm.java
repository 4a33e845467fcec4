package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Ledger;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks after active jobs that have been quiet, once a minute: does what was due when its bearer
 * died, takes in frames and films whose news was lost, and sends again what was lost.
 *
 * <p>It compares, and writes only differences. A job is looked at when it has been quiet for a
 * while, then after as long a time again, and so on up to {@link #RAREST}: what nobody touches
 * costs next to nothing. Only a queue that was empty at two looks in a row, both since the last
 * send, or a silence longer than queues keep messages, counts as loss: a job behind a long queue is
 * not a lost one.
 */
public final class SweepFarm {
  /** How long the job queues keep a message. */
  static final Duration RETENTION = Duration.ofDays(14);

  /** The longest time between two looks at a job that is under way. */
  static final Duration RAREST = Duration.ofHours(1);

  private static final int JOBS_AT_ONCE = 100;

  private final Ports ports;
  private final ChangeJob changeJob;
  private final FrameNews frameNews;
  private final FilmNews filmNews;
  private final Rhythm rhythm;

  SweepFarm(
      Ports ports, ChangeJob changeJob, FrameNews frameNews, FilmNews filmNews, Rhythm rhythm) {
    this.ports = ports;
    this.changeJob = changeJob;
    this.frameNews = frameNews;
    this.filmNews = filmNews;
    this.rhythm = rhythm;
  }

  /**
   * Its sense of time.
   *
   * @param quiet how long a job must have been without news
   */
  public record Rhythm(InstantSource clock, Duration quiet) {}

  /**
   * What became of a sweep.
   *
   * @param swept how many jobs it came to
   * @param troubles jobs that it could not look after; the next sweep tries again
   * @param rest where the next sweep goes on, if this one ran out of time
   */
  public record Swept(int swept, List<Trouble> troubles, Optional<JobId> rest) {}

  /** One job's trouble; it keeps no other job waiting. */
  public record Trouble(JobId id, RuntimeException why) {}

  /**
   * One round over the active jobs, or as much of it as the time allows.
   *
   * @param budget no new job is begun after it
   */
  public Swept sweep(Duration budget) {
    JobStore jobs = ports.stores().jobs();
    Instant end = rhythm.clock().instant().plus(budget);
    Optional<JobId> start = jobs.sweptTo();
    Optional<JobId> last = start;
    List<Trouble> troubles = new ArrayList<>();
    int swept = 0;
    List<JobId> some;
    do {
      some = jobs.active(last, JOBS_AT_ONCE);
      for (JobId id : some) {
        if (!rhythm.clock().instant().isBefore(end)) {
          jobs.sweptTo(last);
          return new Swept(swept, troubles, last);
        }
        try {
          jobs.find(id).ifPresent(this::sweep);
        } catch (RuntimeException e) {
          troubles.add(new Trouble(id, e));
        }
        swept++;
        last = Optional.of(id);
      }
    } while (some.size() == JOBS_AT_ONCE);
    if (start.isPresent()) {
      jobs.sweptTo(Optional.empty());
    }
    return new Swept(swept, troubles, Optional.empty());
  }

  private void sweep(JobRecord job) {
    Instant now = rhythm.clock().instant();
    if (!job.ledger().due().isEmpty()) {
      boolean left = job.ledger().sent().touchedAt().plus(rhythm.quiet()).isBefore(now);
      if (left) {
        changeJob.takeUp(job);
      }
      return;
    }
    if (!job.status().active()) {
      return;
    }
    List<FramePage> pages =
        job.status() == JobStatus.SEQUENCING
            ? List.of()
            : ports.stores().progress().pages(job.id(), job.run());
    Instant lastNews =
        pages.stream()
            .map(FramePage::newsAt)
            .reduce(job.ledger().sent().at(), (a, b) -> a.isAfter(b) ? a : b);
    if (lookIsDue(job, lastNews, now)) {
      look(job, pages, lost(job, lastNews, now));
    }
  }

  private boolean lookIsDue(JobRecord job, Instant lastNews, Instant now) {
    Optional<Instant> last =
        job.ledger().look().map(Ledger.Look::at).filter(at -> at.isAfter(lastNews));
    Duration pause = last.map(at -> Duration.between(lastNews, at)).orElse(rhythm.quiet());
    Duration atMost = pause.compareTo(RAREST) < 0 ? pause : RAREST;
    Duration wait = atMost.compareTo(rhythm.quiet()) < 0 ? rhythm.quiet() : atMost;
    return !last.orElse(lastNews).plus(wait).isAfter(now);
  }

  /** What would have to be seen of the queue for the work to count as lost. */
  private enum Suspicion {
    /** Nothing of it can be in the queue any more. */
    CERTAIN,
    /** It was empty at the look before, so another time is enough. */
    IF_EMPTY,
    NONE
  }

  private Suspicion lost(JobRecord job, Instant lastNews, Instant now) {
    if (lastNews.plus(RETENTION).isBefore(now)) {
      return Suspicion.CERTAIN;
    }
    return job.ledger()
            .look()
            .filter(look -> look.queue() == Ledger.Queue.EMPTY && look.at().isAfter(lastNews))
            .isPresent()
        ? Suspicion.IF_EMPTY
        : Suspicion.NONE;
  }

  private void look(JobRecord job, List<FramePage> pages, Suspicion suspicion) {
    Ledger.Queue queue =
        ports.queue().depth(job.pool()).empty() ? Ledger.Queue.EMPTY : Ledger.Queue.BUSY;
    boolean lost =
        switch (suspicion) {
          case CERTAIN -> true;
          case IF_EMPTY -> queue == Ledger.Queue.EMPTY;
          case NONE -> false;
        };
    boolean takenOn =
        switch (job.status()) {
          case QUEUED, RENDERING -> lookAtFrames(job, pages, lost);
          case SEQUENCING -> lookAtFilm(job, lost);
          case COMPLETED, FAILED, CANCELED -> true;
        };
    if (!takenOn) {
      changeJob.by(job, new Fact.Looked(queue));
    }
  }

  /** Whether the job was taken on, so that this look is over. */
  private boolean lookAtFilm(JobRecord job, boolean lost) {
    return filmNews.look(job)
        || (lost && changeJob.by(job, new Fact.WorkLost(FrameSet.EMPTY)).isPresent());
  }

  private boolean lookAtFrames(JobRecord job, List<FramePage> pages, boolean lost) {
    FrameSet done = FrameSet.unionOf(pages.stream().map(FramePage::done).toList());
    FrameSet open = job.run().frames().minus(done);
    FrameSet present = present(job, open);
    frameNews.catchUp(job, pages, present);
    JobRecord after = ports.stores().jobs().find(job.id()).orElse(job);
    if (!stillRenders(after) || !after.ledger().sent().equals(job.ledger().sent())) {
      return true;
    }
    if (!lost) {
      return false;
    }
    FrameSet failed = FrameSet.unionOf(pages.stream().map(FramePage::failed).toList());
    FrameSet awaited = job.ledger().sent().awaited();
    FrameSet outstanding =
        open.minus(present).union(awaited.minus(present(job, awaited))).minus(failed);
    return changeJob.by(after, new Fact.WorkLost(outstanding)).isPresent();
  }

  private static boolean stillRenders(JobRecord job) {
    return job.status() == JobStatus.QUEUED || job.status() == JobStatus.RENDERING;
  }

  private FrameSet present(JobRecord job, FrameSet of) {
    return of.isEmpty() ? of : ports.frames().present(job.id(), job.format(), of);
  }
}
