package farm.sheaf.core.port;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The jobs in the job table. A record is changed as a whole, by who saw it last; its sets of
 * covered pages and warnings grow beside that, so such news never gets in a change's way.
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

  /**
   * A page of a list, the newest job first.
   *
   * @param unreadable jobs of the page that a newer version of the farm has written
   */
  record Page(List<JobRecord> jobs, List<JobId> unreadable, Optional<String> next) {}

  /**
   * Records a job that is not there, or one that was deleted in an earlier run than this record's.
   */
  Creation create(JobRecord job);

  /**
   * Empty also for a job that is erased; not for one that {@linkplain JobRecord#erasing is being
   * erased}.
   *
   * @throws UnreadableJobException when a newer version of the farm has written it
   */
  Optional<JobRecord> find(JobId id);

  /**
   * Jobs by the time of their submission, the newest first, those too that are being erased.
   *
   * @param limit at most this many, 1 to 1000
   * @param after {@link Page#next} of the page before
   * @throws farm.sheaf.core.job.InvalidRequestException when {@code after} is not such a value
   */
  Page list(int limit, Optional<String> after);

  /**
   * {@linkplain JobRecord#active Active} jobs by their ids, for the sweep.
   *
   * @param after only those behind this one
   * @param limit at most this many
   */
  List<JobId> active(Optional<JobId> after, int limit);

  /**
   * Replaces run, state and ledger by those of {@code next}, if nobody has since {@code seen} was
   * read. A new run starts without covered pages. Warnings stay as they are.
   *
   * @return the record as it is now, with the next revision; empty when somebody else was faster,
   *     or the job is gone
   * @throws IllegalArgumentException when {@link farm.sheaf.core.job.JobLife} forbids the change
   */
  Optional<JobRecord> replace(JobRecord seen, JobRecord next);

  /**
   * Adds a page to the covered ones of a run; harmless twice.
   *
   * @return the job after it; empty when it is gone, or in another run
   */
  Optional<JobRecord> cover(JobId id, int run, int page);

  /** Adds to a job's warnings; at most a hundred are kept. */
  void addWarnings(JobId id, Set<String> warnings);

  /**
   * Removes a job and all of its items and leaves a tombstone of its run, if it is in this run: a
   * slow hand must not remove the job that was submitted again in the meantime.
   */
  void erase(JobId id, int run, Instant now);

  /** Where a sweep that ran out of time is to go on. */
  Optional<JobId> sweptTo();

  /** Notes where the next sweep is to go on; empty: at the beginning. */
  void sweptTo(Optional<JobId> last);
}
