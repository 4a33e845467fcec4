package farm.sheaf.core.port;

import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.Ledger;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Times;
import farm.sheaf.core.job.TimingPage;
import farm.sheaf.core.job.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The job table in memory, for tests of use cases. It passes the contracts; every call is atomic.
 */
public final class InMemoryStores implements JobStore, ProgressStore, WorkerStore {
  private static final int MOST_WARNINGS = 100;
  private static final Comparator<JobRecord> NEWEST_FIRST =
      Comparator.comparing(InMemoryStores::listKey).reversed();

  private record PageKey(JobId id, int run, int page) implements Comparable<PageKey> {
    @Override
    public int compareTo(PageKey other) {
      return Comparator.comparing(PageKey::id)
          .thenComparingInt(PageKey::run)
          .thenComparingInt(PageKey::page)
          .compare(this, other);
    }
  }

  private record RunKey(JobId id, int run) {}

  private final Map<JobId, JobRecord> jobs = new TreeMap<>();
  private final Map<JobId, Integer> tombstones = new HashMap<>();
  private final Map<PageKey, FramePage> pages = new TreeMap<>();
  private final Map<PageKey, TimingPage> times = new TreeMap<>();
  private final Map<RunKey, Map<Integer, FrameFailure>> failures = new HashMap<>();
  private final Map<String, WorkerState> workers = new HashMap<>();
  private final Set<JobId> unreadable = new HashSet<>();
  private Optional<JobId> sweptTo = Optional.empty();

  public Stores stores() {
    return new Stores(this, this, this);
  }

  /** From now on the job cannot be read, as if a newer version had written it. */
  public synchronized void spoil(JobId id) {
    unreadable.add(id);
  }

  /** What the store forgets by itself after a while. */
  public synchronized void forgetTombstones() {
    tombstones.clear();
  }

  @Override
  public synchronized Creation create(JobRecord job) {
    JobRecord existing = jobs.get(job.id());
    if (existing != null) {
      return new Creation.Exists(existing);
    }
    int lastRun = tombstones.getOrDefault(job.id(), 0);
    if (lastRun >= job.run().number()) {
      return new Creation.Deleted(lastRun);
    }
    tombstones.remove(job.id());
    jobs.put(job.id(), job);
    return new Creation.Created();
  }

  @Override
  public synchronized Optional<JobRecord> find(JobId id) {
    if (unreadable.contains(id)) {
      throw new UnreadableJobException(id, new IllegalArgumentException("no such status"));
    }
    return Optional.ofNullable(jobs.get(id));
  }

  @Override
  public synchronized Page list(int limit, Optional<String> after) {
    after.ifPresent(InMemoryStores::requireKey);
    List<JobRecord> rest =
        jobs.values().stream()
            .sorted(NEWEST_FIRST)
            .filter(job -> after.isEmpty() || listKey(job).compareTo(after.get()) < 0)
            .toList();
    List<JobRecord> page = rest.stream().limit(limit).toList();
    return new Page(
        page.stream().filter(job -> !unreadable.contains(job.id())).toList(),
        page.stream().map(JobRecord::id).filter(unreadable::contains).toList(),
        rest.size() > page.size() ? Optional.of(listKey(page.getLast())) : Optional.empty());
  }

  private static String listKey(JobRecord job) {
    Instant at = job.job().submittedAt();
    return "%012d.%09d#%s".formatted(at.getEpochSecond(), at.getNano(), job.id());
  }

  private static void requireKey(String after) {
    if (!after.matches("[0-9]{12}\\.[0-9]{9}#.+")) {
      throw new InvalidRequestException(
          "after: \"%s\" is not the end of a page; send the \"next\" of the page before"
              .formatted(after));
    }
  }

  @Override
  public synchronized List<JobId> active(Optional<JobId> after, int limit) {
    return jobs.values().stream()
        .filter(JobRecord::active)
        .map(JobRecord::id)
        .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<JobRecord> replace(JobRecord seen, JobRecord next) {
    JobLife.requireAllowed(seen, next);
    JobRecord there = jobs.get(seen.id());
    if (there == null
        || there.run().number() != seen.run().number()
        || there.ledger().revision() != seen.ledger().revision()) {
      return Optional.empty();
    }
    Ledger ledger =
        new Ledger(
            seen.ledger().revision() + 1,
            next.ledger().due(),
            next.ledger().sent(),
            next.ledger().look(),
            next.ledger().verdict());
    boolean sameRun = next.run().number() == seen.run().number();
    JobProgress progress =
        new JobProgress(
            sameRun ? there.progress().covered() : Set.of(), there.progress().warnings());
    JobRecord written = new JobRecord(there.job(), next.run(), next.state(), ledger, progress);
    jobs.put(seen.id(), written);
    return Optional.of(written);
  }

  @Override
  public synchronized Optional<JobRecord> cover(JobId id, int run, int page) {
    return Optional.ofNullable(
            jobs.computeIfPresent(
                id,
                (_, job) ->
                    job.run().number() == run
                        ? progress(
                            job,
                            new JobProgress(
                                plus(job.progress().covered(), Set.of(page)),
                                job.progress().warnings()))
                        : job))
        .filter(job -> job.run().number() == run);
  }

  @Override
  public synchronized void addWarnings(JobId id, Set<String> warnings) {
    jobs.computeIfPresent(
        id,
        (_, job) -> {
          Set<String> known = job.progress().warnings();
          Set<String> fresh = new TreeSet<>(warnings);
          fresh.removeAll(known);
          List<String> kept =
              fresh.stream().limit(Math.max(0, MOST_WARNINGS - known.size())).toList();
          return progress(
              job, new JobProgress(job.progress().covered(), plus(known, Set.copyOf(kept))));
        });
  }

  private static JobRecord progress(JobRecord job, JobProgress progress) {
    return new JobRecord(job.job(), job.run(), job.state(), job.ledger(), progress);
  }

  @Override
  public synchronized void erase(JobId id, int run, Instant now) {
    JobRecord job = jobs.get(id);
    if (job != null && job.run().number() == run) {
      jobs.remove(id);
      tombstones.put(id, job.run().number());
      pages.keySet().removeIf(key -> key.id().equals(id));
      times.keySet().removeIf(key -> key.id().equals(id));
      failures.keySet().removeIf(key -> key.id().equals(id));
    }
  }

  @Override
  public synchronized Optional<JobId> sweptTo() {
    return sweptTo;
  }

  @Override
  public synchronized void sweptTo(Optional<JobId> last) {
    sweptTo = last;
  }

  @Override
  public synchronized Change update(JobId id, Run run, int page, UnaryOperator<FramePage> change) {
    PageKey key = new PageKey(id, run.number(), page);
    FramePage before = pages.getOrDefault(key, FramePage.untouched(page));
    FramePage after = change.apply(before);
    if (!after.equals(before)) {
      pages.put(key, after);
    }
    return new Change(before, after);
  }

  @Override
  public synchronized List<FramePage> pages(JobId id, Run run) {
    return pages.entrySet().stream()
        .filter(entry -> isOf(entry.getKey(), id, run))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean isOf(PageKey key, JobId id, Run run) {
    return key.id().equals(id) && key.run() == run.number();
  }

  @Override
  public synchronized void recordFailures(JobId id, int run, Collection<FrameFailure> more) {
    Map<Integer, FrameFailure> known =
        failures.computeIfAbsent(new RunKey(id, run), _ -> new TreeMap<>());
    more.forEach(failure -> known.merge(failure.frame(), failure, FrameFailure::heavier));
  }

  @Override
  public synchronized List<FrameFailure> failures(JobId id, int run, int limit) {
    return failures.getOrDefault(new RunKey(id, run), Map.of()).values().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void updateTimes(
      JobId id, Run run, int page, UnaryOperator<TimingPage> change) {
    PageKey key = new PageKey(id, run.number(), page);
    times.put(key, change.apply(times.getOrDefault(key, TimingPage.untouched(page))));
  }

  @Override
  public synchronized Times times(JobId id) {
    return times.entrySet().stream()
        .filter(entry -> entry.getKey().id().equals(id))
        .map(entry -> entry.getValue().times())
        .reduce(Times.NONE, Times::plus);
  }

  @Override
  public synchronized void record(WorkerState worker) {
    workers.merge(
        worker.id(), worker, (old, news) -> news.heardAt().isBefore(old.heardAt()) ? old : news);
  }

  @Override
  public synchronized List<WorkerState> heardOf(Instant now) {
    return workers.values().stream()
        .filter(w -> w.heardAt().isAfter(now.minus(Duration.ofDays(1))))
        .sorted(Comparator.comparing(WorkerState::heardAt).reversed())
        .toList();
  }

  private static <T> Set<T> plus(Set<T> set, Set<T> more) {
    return Set.copyOf(Stream.concat(set.stream(), more.stream()).distinct().toList());
  }
}
