package farm.sheaf.core.job;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Effect.Erase;
import farm.sheaf.core.job.Effect.LetDie;
import farm.sheaf.core.job.Effect.Remove;
import farm.sheaf.core.job.Effect.SendAgain;
import farm.sheaf.core.job.Effect.SendFilm;
import farm.sheaf.core.job.Effect.SendTasks;
import farm.sheaf.core.job.Ledger.Look;
import farm.sheaf.core.job.Ledger.Sent;
import farm.sheaf.core.job.Ledger.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The life of a job in one place: from what is on record and a fact to what is on record next, with
 * the effects that the change makes due. It is a pure function; the store takes what it gives when
 * nobody else has changed the job in between, and refuses what {@link JobStatus#next} forbids.
 *
 * <pre>
 * fact                  from                        to           due
 * Submitted             nothing                     queued       SendTasks
 * Begun                 queued                      rendering
 * FramesThere           queued, rendering           sequencing   SendFilm
 * FramesThere (no film) queued, rendering           completed
 * FramesThere           failed, its run alive       as above     as above
 * FramesVanished        queued, rendering, sequenc. rendering    SendAgain, once a frame
 * FramesLost            queued, rendering, sequenc. failed
 * FramesFailed          queued, rendering           failed
 * FilmNotMade           sequencing                  the same     SendFilm
 * FilmThere             sequencing                  completed
 * FilmFailed            sequencing                  failed
 * Unrenderable          queued, rendering, sequenc. failed       LetDie
 * Declined              queued, rendering, sequenc. the same; failed with LetDie when nobody else can
 * WorkLost              queued, rendering           the same     SendAgain
 * WorkLost              sequencing                  the same     SendFilm
 * Looked                queued, rendering, sequenc. the same
 * Canceled              queued, rendering, sequenc. canceled     LetDie
 * Requeued              completed, failed, canceled queued       LetDie, Remove, SendTasks
 * Deleted               any                         canceled if it was active; LetDie, Erase
 * Taken                 any, with something due     the same     the same
 * Done                  any, with something due     the same     without what was done
 * </pre>
 */
public final class JobLife {
  private static final Set<JobStatus> BEFORE_FILM =
      EnumSet.of(JobStatus.QUEUED, JobStatus.RENDERING);
  private static final Set<JobStatus> ACTIVE =
      EnumSet.of(JobStatus.QUEUED, JobStatus.RENDERING, JobStatus.SEQUENCING);

  private JobLife() {}

  /** What is learned of a job, or asked of it. Whoever tells it has looked where it says so. */
  public sealed interface Fact {
    /** A worker renders, or a frame was seen. */
    record Begun() implements Fact {}

    /** All pages are covered, and every frame of the job is in the bucket. */
    record FramesThere() implements Fact {}

    /**
     * All pages are covered, and these frames of the run, said to be done, are not in the bucket.
     */
    record FramesVanished(FrameSet frames) implements Fact {}

    /** Frames are gone that this run does not render. */
    record FramesLost(FrameSet frames) implements Fact {}

    /** All pages are covered, and frames failed that are not in the bucket. */
    record FramesFailed(String reason) implements Fact {}

    /** A worker gave the film up for frames that are there after all, at this time. */
    record FilmNotMade(Instant at) implements Fact {}

    /** The film of this run is in the bucket. */
    record FilmThere(int run) implements Fact {}

    /** The film of the run will not come. */
    record FilmFailed(String reason) implements Fact {}

    /** No worker can render the scene. */
    record Unrenderable(String reason) implements Fact {}

    /**
     * A worker lacks what the scene needs.
     *
     * @param serving the kinds of workers that serve the job's pool now
     */
    record Declined(WorkerKind kind, Set<WorkerKind> serving, String reason) implements Fact {}

    /**
     * Messages count as lost.
     *
     * @param outstanding frames that nothing is known of; not used when the film is waited for
     */
    record WorkLost(FrameSet outstanding) implements Fact {}

    /** The sweep looked, and nothing was to be done. */
    record Looked(Ledger.Queue queue) implements Fact {}

    /** A user ends it. */
    record Canceled() implements Fact {}

    /**
     * A user sends frames round again.
     *
     * @param again frames whose images go first
     */
    record Requeued(Run next, FrameSet again) implements Fact {}

    /** A user removes it. */
    record Deleted() implements Fact {}

    /** Somebody takes up what another left undone. */
    record Taken() implements Fact {}

    /**
     * An effect was done.
     *
     * @param rest what is left of it; empty when nothing is
     */
    record Done(Effect effect, Optional<Effect> rest) implements Fact {}
  }

  /**
   * What is on record after the fact, to be written with its due effects in one write.
   *
   * @return empty when the fact changes nothing
   */
  public static Optional<JobRecord> next(JobRecord job, Fact fact, Instant now) {
    if (job.erasing() && !(fact instanceof Fact.Done || fact instanceof Fact.Taken)) {
      return Optional.empty();
    }
    return switch (fact) {
      case Fact.Begun() -> when(job, EnumSet.of(JobStatus.QUEUED)).map(it -> begun(it, now));
      case Fact.FramesThere() ->
          when(job, EnumSet.of(JobStatus.QUEUED, JobStatus.RENDERING, JobStatus.FAILED))
              .filter(it -> !it.dead())
              .map(it -> framesThere(it, now));
      case Fact.FramesVanished(FrameSet frames) ->
          when(job, ACTIVE).flatMap(it -> vanished(it, frames, now));
      case Fact.FramesLost(FrameSet frames) ->
          when(job, ACTIVE)
              .map(
                  it ->
                      failed(
                          it,
                          "frames %s were removed from the bucket after they were rendered; requeue the job"
                              .formatted(frames),
                          now));
      case Fact.FramesFailed(String reason) ->
          when(job, BEFORE_FILM).map(it -> failed(it, reason, now));
      case Fact.FilmNotMade(Instant at) ->
          when(job, EnumSet.of(JobStatus.SEQUENCING))
              .filter(it -> at.isAfter(it.ledger().sent().at()))
              .map(it -> due(it, List.of(new SendFilm()), now));
      case Fact.FilmThere(int run) ->
          when(job, EnumSet.of(JobStatus.SEQUENCING))
              .filter(it -> it.run().number() == run)
              .map(it -> state(it, JobStatus.COMPLETED, "", now))
              .map(it -> withDue(it, List.of(), now));
      case Fact.FilmFailed(String reason) ->
          when(job, EnumSet.of(JobStatus.SEQUENCING)).map(it -> failed(it, reason, now));
      case Fact.Unrenderable(String reason) ->
          when(job, ACTIVE).map(it -> letDie(failed(it, reason, now), now));
      case Fact.Declined(WorkerKind kind, Set<WorkerKind> serving, String reason) ->
          when(job, ACTIVE).flatMap(it -> declined(it, kind, serving, reason, now));
      case Fact.WorkLost(FrameSet outstanding) ->
          when(job, ACTIVE).flatMap(it -> workLost(it, outstanding, now));
      case Fact.Looked(Ledger.Queue queue) ->
          when(job, ACTIVE).map(it -> looked(it, Optional.of(new Look(now, queue))));
      case Fact.Canceled() ->
          when(job, ACTIVE).map(it -> letDie(state(it, JobStatus.CANCELED, "", now), now));
      case Fact.Requeued(Run next, FrameSet again) ->
          Optional.of(job)
              .filter(it -> !it.status().active() && next.number() == it.run().number() + 1)
              .map(it -> requeued(it, next, again, now));
      case Fact.Deleted() -> Optional.of(deleted(job, now));
      case Fact.Taken() ->
          Optional.of(job)
              .filter(it -> !it.ledger().due().isEmpty())
              .map(it -> withDue(it, it.ledger().due(), now));
      case Fact.Done(Effect effect, Optional<Effect> rest) -> done(job, effect, rest, now);
    };
  }

  /**
   * Checks that a store may follow one record by another.
   *
   * @throws IllegalArgumentException when the table of statuses forbids it
   */
  public static void requireAllowed(JobRecord before, JobRecord after) {
    boolean sameRun = before.run().number() == after.run().number();
    boolean allowed =
        before.status() == after.status()
            ? sameRun
            : before.status().next().contains(after.status())
                && sameRun == (after.status() != JobStatus.QUEUED);
    if (!allowed || !before.id().equals(after.id())) {
      throw new IllegalArgumentException(
          "%s cannot go from %s in run %d to %s in run %d"
              .formatted(
                  before.id(),
                  before.status().word(),
                  before.run().number(),
                  after.status().word(),
                  after.run().number()));
    }
  }

  private static Optional<JobRecord> when(JobRecord job, Set<JobStatus> statuses) {
    return Optional.of(job).filter(it -> statuses.contains(it.status()));
  }

  private static JobRecord begun(JobRecord job, Instant now) {
    return state(job, JobStatus.RENDERING, "", now);
  }

  private static JobRecord framesThere(JobRecord job, Instant now) {
    return switch (job.spec().settings().output().video()) {
      case Video.None() ->
          withDue(settled(state(job, JobStatus.COMPLETED, "", now)), List.of(), now);
      case Video.Film _ ->
          due(settled(state(job, JobStatus.SEQUENCING, "", now)), List.of(new SendFilm()), now);
    };
  }

  private static Optional<JobRecord> vanished(JobRecord job, FrameSet frames, Instant now) {
    FrameSet awaited = job.ledger().sent().awaited().intersect(frames);
    FrameSet fresh = frames.minus(awaited);
    if (fresh.isEmpty()) {
      return Optional.empty();
    }
    JobRecord rendering =
        job.status() == JobStatus.SEQUENCING ? state(job, JobStatus.RENDERING, "", now) : job;
    return Optional.of(awaiting(due(rendering, List.of(new SendAgain(fresh)), now), frames));
  }

  private static JobRecord failed(JobRecord job, String reason, Instant now) {
    return withDue(state(job, JobStatus.FAILED, reason, now), List.of(), now);
  }

  private static Optional<JobRecord> declined(
      JobRecord job, WorkerKind kind, Set<WorkerKind> serving, String reason, Instant now) {
    Verdict verdict = job.ledger().verdict();
    Set<WorkerKind> declined = new TreeSet<>(verdict.declined());
    boolean news = declined.add(kind);
    if (declined.containsAll(serving)) {
      String nobody =
          "no worker of pool %s can render it: %s (%s)".formatted(job.pool(), reason, kind);
      return Optional.of(letDie(failed(job, nobody, now), now));
    }
    return news
        ? Optional.of(verdict(job, new Verdict(verdict.lowestLiveRun(), declined)))
        : Optional.empty();
  }

  private static Optional<JobRecord> workLost(JobRecord job, FrameSet outstanding, Instant now) {
    if (job.status() == JobStatus.SEQUENCING) {
      return Optional.of(due(job, List.of(new SendFilm()), now));
    }
    return outstanding.isEmpty()
        ? Optional.empty()
        : Optional.of(due(job, List.of(new SendAgain(outstanding)), now));
  }

  private static JobRecord requeued(JobRecord job, Run next, FrameSet again, Instant now) {
    List<Effect> effects = new ArrayList<>();
    effects.add(new LetDie(next.number()));
    effects.add(new Remove(again));
    if (next.taskCount() > 0) {
      effects.add(new SendTasks(next.firstTask()));
    }
    Ledger ledger =
        new Ledger(
            job.ledger().revision(),
            effects,
            new Sent(now, now, FrameSet.EMPTY),
            Optional.empty(),
            new Verdict(next.number(), Set.of()));
    return new JobRecord(
        job.job(),
        next,
        JobState.of(JobStatus.QUEUED, now),
        ledger,
        new JobProgress(Set.of(), job.progress().warnings()));
  }

  private static JobRecord deleted(JobRecord job, Instant now) {
    JobRecord ended = job.status().active() ? state(job, JobStatus.CANCELED, "", now) : job;
    int below = job.run().number() + 1;
    return withDue(
        verdict(ended, new Verdict(below, job.ledger().verdict().declined())),
        List.of(new LetDie(below), new Erase()),
        now);
  }

  /** Strikes the effect off; empty when it is not due any more, because something overtook it. */
  private static Optional<JobRecord> done(
      JobRecord job, Effect effect, Optional<Effect> rest, Instant now) {
    List<Effect> due = new ArrayList<>(job.ledger().due());
    int at = due.indexOf(effect);
    if (at < 0) {
      return Optional.empty();
    }
    due.remove(at);
    rest.ifPresent(left -> due.add(at, left));
    JobRecord struck = withDue(job, due, now);
    return Optional.of(
        switch (effect) {
          case SendTasks _, SendAgain _, SendFilm _ -> sentNow(struck, now);
          case LetDie _, Remove _, Erase _ -> struck;
        });
  }

  /** Ends the run for its workers, before anything else that is due. */
  private static JobRecord letDie(JobRecord job, Instant now) {
    int below = job.run().number() + 1;
    return withDue(
        verdict(job, new Verdict(below, job.ledger().verdict().declined())),
        List.of(new LetDie(below)),
        now);
  }

  private static JobRecord due(JobRecord job, List<Effect> more, Instant now) {
    List<Effect> due = new ArrayList<>(job.ledger().due());
    more.stream().filter(effect -> !due.contains(effect)).forEach(due::add);
    return sentNow(withDue(job, due, now), now);
  }

  private static JobRecord state(JobRecord job, JobStatus status, String reason, Instant now) {
    return new JobRecord(
        job.job(), job.run(), new JobState(status, reason, now), job.ledger(), job.progress());
  }

  private static JobRecord withDue(JobRecord job, List<Effect> due, Instant now) {
    Sent sent = job.ledger().sent();
    Ledger ledger = job.ledger().with(due);
    return ledger(job, ledger.with(new Sent(sent.at(), now, sent.awaited())));
  }

  /** Messages count from now, and what the sweep saw before does not. */
  private static JobRecord sentNow(JobRecord job, Instant now) {
    Sent sent = new Sent(now, now, job.ledger().sent().awaited());
    return looked(ledger(job, job.ledger().with(sent)), Optional.empty());
  }

  private static JobRecord awaiting(JobRecord job, FrameSet frames) {
    Sent sent = job.ledger().sent();
    return ledger(job, job.ledger().with(new Sent(sent.at(), sent.touchedAt(), frames)));
  }

  private static JobRecord settled(JobRecord job) {
    return awaiting(job, FrameSet.EMPTY);
  }

  private static JobRecord looked(JobRecord job, Optional<Look> look) {
    Ledger it = job.ledger();
    return ledger(job, new Ledger(it.revision(), it.due(), it.sent(), look, it.verdict()));
  }

  private static JobRecord verdict(JobRecord job, Verdict verdict) {
    Ledger it = job.ledger();
    return ledger(job, new Ledger(it.revision(), it.due(), it.sent(), it.look(), verdict));
  }

  private static JobRecord ledger(JobRecord job, Ledger ledger) {
    return new JobRecord(job.job(), job.run(), job.state(), ledger, job.progress());
  }
}
