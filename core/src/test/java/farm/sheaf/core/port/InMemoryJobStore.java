package farm.sheaf.core.port;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Task;
import farm.sheaf.core.job.TaskRecord;
import farm.sheaf.core.job.Timing;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A job store for tests of use cases. It passes {@link JobStoreContract}; every call is atomic. */
public final class InMemoryJobStore implements JobStore {
  private static final int MOST_WARNINGS = 100;
  private static final Comparator<JobRecord> NEWEST_FIRST =
      Comparator.comparing(InMemoryJobStore::listKey).reversed();

  private record TaskKey(JobId id, int run, int task) {}

  private record TimingKey(JobId id, int frame, int attempt) {}

  private final Map<JobId, JobRecord> jobs = new HashMap<>();
  private final Map<JobId, Integer> tombstones = new HashMap<>();
  private final Map<TaskKey, TaskRecord> tasks = new HashMap<>();
  private final Map<TimingKey, Timing> timings = new HashMap<>();
  private final Map<String, WorkerState> workers = new HashMap<>();
  private final Map<String, Instant> emptySince = new HashMap<>();

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
    return Optional.ofNullable(jobs.get(id));
  }

  @Override
  public synchronized Page list(int limit, Optional<String> after) {
    after.ifPresent(InMemoryJobStore::requireKey);
    List<JobRecord> rest =
        jobs.values().stream()
            .sorted(NEWEST_FIRST)
            .filter(job -> after.isEmpty() || listKey(job).compareTo(after.get()) < 0)
            .toList();
    List<JobRecord> page = rest.stream().limit(limit).toList();
    return new Page(
        page, rest.size() > page.size() ? Optional.of(listKey(page.getLast())) : Optional.empty());
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
  public synchronized List<JobId> active() {
    return jobs.values().stream()
        .filter(job -> job.status().active())
        .map(JobRecord::id)
        .sorted()
        .toList();
  }

  @Override
  public synchronized boolean transition(JobId id, int run, Set<JobStatus> from, JobState to) {
    JobRecord job = inRun(id, run);
    if (job == null || !from.contains(job.status())) {
      return false;
    }
    jobs.put(id, new JobRecord(job.job(), job.run(), to, job.progress()));
    return true;
  }

  @Override
  public synchronized boolean startRun(JobId id, Run next) {
    JobRecord job = inRun(id, next.number() - 1);
    if (job == null || job.status().active()) {
      return false;
    }
    JobProgress progress =
        new JobProgress(
            job.progress().finishedTasks(), next.firstTask() - 1, job.progress().warnings());
    JobState queued = JobState.of(JobStatus.QUEUED, next.startedAt());
    jobs.put(id, new JobRecord(job.job(), next, queued, progress));
    return true;
  }

  @Override
  public synchronized void recordSent(JobId id, int run, int task) {
    progress(
        inRun(id, run),
        p -> new JobProgress(p.finishedTasks(), Math.max(p.sentTask(), task), p.warnings()));
  }

  @Override
  public synchronized List<TaskRecord> tasks(JobId id, int run) {
    return tasks.entrySet().stream()
        .filter(entry -> entry.getKey().id().equals(id) && entry.getKey().run() == run)
        .map(Map.Entry::getValue)
        .sorted(Comparator.comparingInt(TaskRecord::number))
        .toList();
  }

  @Override
  public synchronized Optional<TaskRecord> report(
      JobId id,
      int run,
      Task.Render task,
      FrameSet done,
      Collection<FrameFailure> failed,
      Instant now) {
    if (inRun(id, run) == null) {
      return Optional.empty();
    }
    TaskKey key = new TaskKey(id, run, task.number());
    TaskRecord before = tasks.getOrDefault(key, TaskRecord.untouched(task, run, now));
    Map<Integer, FrameFailure> failures = new TreeMap<>(before.failed());
    failed.forEach(f -> failures.merge(f.frame(), f, FrameFailure::heavier));
    TaskRecord after = new TaskRecord(before.task(), run, before.done().union(done), failures, now);
    tasks.put(key, after);
    return Optional.of(after);
  }

  @Override
  public synchronized void finishTask(JobId id, int run, int task) {
    progress(
        inRun(id, run),
        p -> new JobProgress(plus(p.finishedTasks(), Set.of(task)), p.sentTask(), p.warnings()));
  }

  @Override
  public synchronized void addWarnings(JobId id, Set<String> warnings) {
    progress(
        jobs.get(id),
        p -> {
          Set<String> fresh = new TreeSet<>(warnings);
          fresh.removeAll(p.warnings());
          int room = Math.max(0, MOST_WARNINGS - p.warnings().size());
          Set<String> kept = fresh.stream().limit(room).collect(Collectors.toSet());
          return new JobProgress(p.finishedTasks(), p.sentTask(), plus(p.warnings(), kept));
        });
  }

  @Override
  public synchronized void recordTimings(Collection<Timing> measured) {
    measured.stream()
        .filter(t -> jobs.containsKey(t.jobId()))
        .forEach(t -> timings.put(new TimingKey(t.jobId(), t.frame(), t.attempt()), t));
  }

  @Override
  public synchronized List<Timing> timings(JobId id) {
    return timings.values().stream()
        .filter(t -> t.jobId().equals(id))
        .sorted(Comparator.comparingInt(Timing::frame).thenComparingInt(Timing::attempt))
        .toList();
  }

  @Override
  public synchronized void recordWorker(WorkerState worker) {
    workers.merge(
        worker.id(), worker, (old, news) -> news.heardAt().isBefore(old.heardAt()) ? old : news);
  }

  @Override
  public synchronized List<WorkerState> workers(Instant now) {
    return workers.values().stream()
        .filter(w -> w.heardAt().isAfter(now.minus(Duration.ofDays(1))))
        .sorted(Comparator.comparing(WorkerState::heardAt).reversed())
        .toList();
  }

  @Override
  public synchronized void recordQueueEmpty(String pool, Optional<Instant> since) {
    since.ifPresentOrElse(at -> emptySince.put(pool, at), () -> emptySince.remove(pool));
  }

  @Override
  public synchronized Optional<Instant> queueEmptySince(String pool) {
    return Optional.ofNullable(emptySince.get(pool));
  }

  @Override
  public synchronized void delete(JobId id, Instant now) {
    JobRecord job = jobs.remove(id);
    if (job != null) {
      tombstones.put(id, job.run().number());
      tasks.keySet().removeIf(key -> key.id().equals(id));
      timings.keySet().removeIf(key -> key.id().equals(id));
    }
  }

  private @Nullable JobRecord inRun(JobId id, int run) {
    JobRecord job = jobs.get(id);
    return job != null && job.run().number() == run ? job : null;
  }

  private void progress(@Nullable JobRecord job, UnaryOperator<JobProgress> change) {
    if (job != null) {
      jobs.put(
          job.id(), new JobRecord(job.job(), job.run(), job.state(), change.apply(job.progress())));
    }
  }

  private static <T> Set<T> plus(Set<T> set, Set<T> more) {
    Set<T> union = new HashSet<>(set);
    union.addAll(more);
    return union;
  }
}
