package farm.sheaf.core.farm;

import farm.sheaf.core.job.Effect;
import farm.sheaf.core.job.JobLife;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.port.JobStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a job on by a fact: writes what {@link JobLife} makes of it, then does what that made due,
 * striking off each effect after it was done. Whoever dies in between leaves the rest on record,
 * for {@link #takeUp}. It does only what its own change made due: what others made due, they do.
 */
final class ChangeJob {
  private final JobStore jobs;
  private final Effects effects;
  private final InstantSource clock;

  ChangeJob(JobStore jobs, Effects effects, InstantSource clock) {
    this.jobs = jobs;
    this.effects = effects;
    this.clock = clock;
  }

  /**
   * Applies a fact that was learned of the job as it was seen.
   *
   * @return the job after the change and its effects; empty when the fact changed nothing, because
   *     it came late, or twice, or the job went into another run
   */
  Optional<JobRecord> by(JobRecord seen, Fact fact) {
    return write(seen, fact).map(this::carryOut);
  }

  /** Does what is due of a job whose last hand has died: all of it, if nobody is faster. */
  Optional<JobRecord> takeUp(JobRecord seen) {
    return write(seen, new Fact.Taken())
        .map(written -> carryOut(new Written(written.after(), written.after().ledger().due())));
  }

  /** Does what the creation of a job made due. */
  JobRecord begin(JobRecord created) {
    return carryOut(new Written(created, created.ledger().due()));
  }

  /**
   * A change on record.
   *
   * @param mine what it made due
   */
  private record Written(JobRecord after, List<Effect> mine) {}

  private Optional<Written> write(JobRecord seen, Fact fact) {
    Optional<JobRecord> current = Optional.of(seen);
    while (current.isPresent() && current.get().run().number() == seen.run().number()) {
      JobRecord before = current.get();
      Optional<JobRecord> next = JobLife.next(before, fact, clock.instant());
      if (next.isEmpty()) {
        return Optional.empty();
      }
      Optional<JobRecord> written = jobs.replace(before, next.get());
      if (written.isPresent()) {
        List<Effect> mine = new ArrayList<>(written.get().ledger().due());
        mine.removeAll(before.ledger().due());
        return Optional.of(new Written(written.get(), mine));
      }
      current = jobs.find(seen.id());
    }
    return Optional.empty();
  }

  private JobRecord carryOut(Written written) {
    JobRecord job = written.after();
    for (Effect effect : written.mine()) {
      Optional<Effect> left = Optional.of(effect);
      while (left.isPresent()) {
        Effect step = left.get();
        left = effects.perform(job, step);
        if (step instanceof Effect.Erase) {
          return job;
        }
        Optional<Written> struck = write(job, new Fact.Done(step, left));
        if (struck.isEmpty()) {
          return jobs.find(job.id()).orElse(job);
        }
        job = struck.get().after();
      }
    }
    return job;
  }
}
