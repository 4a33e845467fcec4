package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Effect;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.port.ProgressStore.Change;
import farm.sheaf.core.port.Stores;
import farm.sheaf.core.work.Segments;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Takes news of frames, from whoever has it: records it page by page, and takes the job on when its
 * last page is covered. News may come twice, late and in any order, and its bearer may die after
 * any write: hearing it again leads to the same end.
 */
public final class FrameNews {
  private final Stores stores;
  private final AdvanceJob advanceJob;
  private final ChangeJob changeJob;
  private final Effects effects;
  private final InstantSource clock;

  FrameNews(
      Stores stores,
      AdvanceJob advanceJob,
      ChangeJob changeJob,
      Effects effects,
      InstantSource clock) {
    this.stores = stores;
    this.advanceJob = advanceJob;
    this.changeJob = changeJob;
    this.effects = effects;
    this.clock = clock;
  }

  /** Frames whose image was seen. News of an unknown or deleted job has no effect. */
  public void done(JobId id, FrameSet frames) {
    find(id).ifPresent(job -> done(job, frames));
  }

  private void done(JobRecord job, FrameSet frames) {
    FrameSet counted = frames.minus(beingRemoved(job));
    Instant now = clock.instant();
    take(job, counted, some -> page -> page.plus(some, FrameSet.EMPTY, now));
  }

  /** Images that a requeue has yet to remove are not its own. */
  private static FrameSet beingRemoved(JobRecord job) {
    return job.ledger().due().stream()
        .map(effect -> effect instanceof Effect.Remove(FrameSet frames) ? frames : FrameSet.EMPTY)
        .reduce(FrameSet.EMPTY, FrameSet::union);
  }

  /** Frames of a run that will not come. News of an earlier run has no effect. */
  public void failed(JobId id, int run, Collection<FrameFailure> failures) {
    find(id)
        .filter(job -> job.run().number() == run)
        .ifPresent(
            job -> {
              stores.progress().recordFailures(id, run, failures);
              FrameSet frames =
                  FrameSet.of(failures.stream().mapToInt(FrameFailure::frame).toArray());
              Instant now = clock.instant();
              take(job, frames, some -> page -> page.plus(FrameSet.EMPTY, some, now));
            });
  }

  /** Keeps why frames will not come, for people; what becomes of the job is decided elsewhere. */
  void note(JobRecord job, Collection<FrameFailure> failures) {
    stores.progress().recordFailures(job.id(), job.run().number(), failures);
    FrameSet frames = FrameSet.of(failures.stream().mapToInt(FrameFailure::frame).toArray());
    Instant now = clock.instant();
    job.run()
        .byPage(frames)
        .forEach((page, some) -> update(job, page, it -> it.plus(FrameSet.EMPTY, some, now)));
  }

  /**
   * Takes in what the sweep found in the bucket: frames whose news was lost, and pages that were
   * covered when their bearer died before saying so. It is no news, so the job stays as quiet as it
   * was.
   */
  void catchUp(JobRecord job, Collection<FramePage> known, FrameSet present) {
    JobRecord covered = job;
    for (Map.Entry<Integer, FrameSet> found : job.run().byPage(present).entrySet()) {
      Change change =
          update(job, found.getKey(), page -> page.found(found.getValue(), FrameSet.EMPTY));
      covered = cover(covered, change.after());
    }
    for (FramePage page : known) {
      covered = cover(covered, page);
    }
    if (!present.isEmpty()) {
      covered = begun(covered);
    }
    advanceJob.conclude(covered);
  }

  private JobRecord begun(JobRecord job) {
    return job.status() == JobStatus.QUEUED ? changeJob.by(job, new Fact.Begun()).orElse(job) : job;
  }

  private Optional<JobRecord> find(JobId id) {
    return stores.jobs().find(id).filter(job -> !job.erasing());
  }

  /** What some news makes of a page. */
  private interface News {
    UnaryOperator<FramePage> of(FrameSet framesOfPage);
  }

  private void take(JobRecord job, FrameSet frames, News news) {
    JobRecord covered = job;
    boolean lateSuccess = false;
    for (Map.Entry<Integer, FrameSet> entry : job.run().byPage(frames).entrySet()) {
      Change change = update(job, entry.getKey(), news.of(entry.getValue()));
      covered = cover(covered, change.after());
      lateSuccess |=
          !change.after().failed().intersect(change.after().done()).intersect(frames).isEmpty();
      if (!covered.allCovered()) {
        sendSegments(job, change);
      }
    }
    covered = begun(covered);
    if (covered.allCovered() && decides(covered, frames, lateSuccess)) {
      advanceJob.conclude(covered);
    }
  }

  /**
   * Whether this news may be what the job waited for. It is asked of every news, also one that
   * changed nothing: its bearer may have died when it was heard first.
   */
  private static boolean decides(JobRecord job, FrameSet frames, boolean lateSuccess) {
    FrameSet awaited = job.ledger().sent().awaited();
    return switch (job.status()) {
      case QUEUED, RENDERING -> awaited.isEmpty() || !awaited.intersect(frames).isEmpty();
      case FAILED -> lateSuccess;
      case SEQUENCING, COMPLETED, CANCELED -> false;
    };
  }

  private Change update(JobRecord job, int page, UnaryOperator<FramePage> change) {
    return stores.progress().update(job.id(), job.run(), page, change);
  }

  private JobRecord cover(JobRecord job, FramePage page) {
    return job.progress().covered().contains(page.number()) || !page.covers(job.run())
        ? job
        : stores.jobs().cover(job.id(), job.run().number(), page.number()).orElse(job);
  }

  /** Has those pieces of the film encoded whose last frame has just come. */
  private void sendSegments(JobRecord job, Change change) {
    FrameSet all = job.spec().frames();
    boolean wanted =
        job.spec().settings().output().video() instanceof Video.Film
            && job.status().active()
            && job.run().frames().size() == all.size();
    if (!wanted || change.before().done().size() == change.after().done().size()) {
      return;
    }
    int perPage = Run.PAGE / Segments.LENGTH;
    int first = change.after().number() * perPage;
    IntStream.range(first, Math.min(first + perPage, Segments.count(all)))
        .filter(
            number -> {
              FrameSet piece = Segments.frames(all, number);
              return change.after().done().containsAll(piece)
                  && !change.before().done().containsAll(piece);
            })
        .forEach(number -> effects.sendSegment(job, number));
  }
}
