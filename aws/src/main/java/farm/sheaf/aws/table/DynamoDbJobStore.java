package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.numbers;
import static farm.sheaf.aws.table.Attributes.text;
import static farm.sheaf.aws.table.Attributes.texts;
import static farm.sheaf.aws.table.Attributes.time;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Task;
import farm.sheaf.core.job.TaskRecord;
import farm.sheaf.core.job.Timing;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.port.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The job table on DynamoDB, with conditional writes and set unions alone. {@link Key} tells how
 * its items are laid out.
 *
 * <p>A report, a timing and the look whether their job is there are two requests. What slips in
 * between when the job is deleted stays as an item that nobody reads: its run is over.
 */
public final class DynamoDbJobStore implements JobStore {
  private static final int MOST_WARNINGS = 100;
  private static final int LONGEST_WARNING = 500;

  /** Longer than any queue keeps a message that could still speak of the job. */
  private static final Duration TOMBSTONE_KEPT = Duration.ofDays(60);

  private static final Duration BUSY_PAUSE = Duration.ofMillis(100);
  private static final Duration WORKER_HEARD_OF = Duration.ofDays(1);

  private final DynamoDbClient client;
  private final String tableName;
  private final Table table;

  public DynamoDbJobStore(DynamoDbClient client, String tableName) {
    this.client = client;
    this.tableName = tableName;
    this.table = new Table(client, tableName, BUSY_PAUSE);
  }

  /** Creates the table where it is missing and waits for it; a deployment makes its own. */
  public void ensureTable() {
    TableDefinition.ensure(client, tableName);
  }

  Table table() {
    return table;
  }

  @Override
  public Creation create(JobRecord job) {
    Map<String, AttributeValue> item = JobItem.of(job);
    while (true) {
      if (table.put(
          item,
          "attribute_not_exists(#jobId) OR #deletedRun < :run",
          Map.of(":run", number(job.run().number())))) {
        return new Creation.Created();
      }
      Map<String, AttributeValue> there = table.get(Key.job(job.id()));
      if (JobItem.alive(there)) {
        return new Creation.Exists(JobItem.read(there));
      }
      if (!there.isEmpty() && number(there, "deletedRun") >= job.run().number()) {
        return new Creation.Deleted(number(there, "deletedRun"));
      }
    }
  }

  @Override
  public Optional<JobRecord> find(JobId id) {
    return Optional.of(table.get(Key.job(id))).filter(JobItem::alive).map(JobItem::read);
  }

  @Override
  public Page list(int limit, Optional<String> after) {
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":listed", JobItem.LISTED));
    after.map(JobItem::listedAt).ifPresent(place -> values.put(":after", place));
    List<Map<String, AttributeValue>> keys =
        table.descending(
            TableDefinition.BY_TIME,
            "#listed = :listed" + (after.isPresent() ? " AND #listedAt < :after" : ""),
            values,
            limit + 1);
    List<Map<String, AttributeValue>> page = keys.subList(0, Math.min(limit, keys.size()));
    Map<String, Map<String, AttributeValue>> jobs =
        table.getAll(page.stream().map(Key::of).distinct().toList()).stream()
            .filter(JobItem::alive)
            .collect(Collectors.toMap(item -> text(item, "listedAt"), Function.identity()));
    List<JobRecord> records = new ArrayList<>();
    for (Map<String, AttributeValue> key : page) {
      Optional.ofNullable(jobs.get(text(key, "listedAt")))
          .map(JobItem::read)
          .ifPresent(records::add);
    }
    return new Page(
        records,
        keys.size() > limit ? Optional.of(text(page.getLast(), "listedAt")) : Optional.empty());
  }

  @Override
  public List<JobId> active() {
    return table
        .all(TableDefinition.ACTIVE, "#active = :active", Map.of(":active", JobItem.ACTIVE))
        .stream()
        .map(key -> new JobId(text(key, Key.PARTITION)))
        .toList();
  }

  @Override
  public boolean transition(JobId id, int run, Set<JobStatus> from, JobState to) {
    if (from.isEmpty()) {
      return false;
    }
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":run", number(run));
    values.put(":status", text(to.status().word()));
    values.put(":reason", text(to.reason()));
    values.put(":changedAt", time(to.changedAt()));
    String update = "SET #status = :status, #reason = :reason, #changedAt = :changedAt";
    if (to.status().active()) {
      values.put(":active", JobItem.ACTIVE);
    }
    return table
        .update(
            Key.job(id),
            update + (to.status().active() ? ", #active = :active" : " REMOVE #active"),
            "#run = :run AND " + isOneOf(from, values),
            values)
        .isPresent();
  }

  /** A condition that the status is one of these, whose values are added. */
  private static String isOneOf(Set<JobStatus> statuses, Map<String, AttributeValue> values) {
    statuses.forEach(status -> values.put(":is" + status.word(), text(status.word())));
    return statuses.stream()
        .map(status -> ":is" + status.word())
        .collect(Collectors.joining(", ", "#status IN (", ")"));
  }

  @Override
  public boolean startRun(JobId id, Run next) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":before", number(next.number() - 1L));
    values.put(":run", number(next.number()));
    values.put(":frames", text(next.frames().toString()));
    values.put(":chunk", number(next.chunk()));
    values.put(":firstTask", number(next.firstTask()));
    values.put(":startedAt", time(next.startedAt()));
    values.put(":status", text(JobStatus.QUEUED.word()));
    values.put(":reason", text(""));
    values.put(":active", JobItem.ACTIVE);
    values.put(":sentTask", number(next.firstTask() - 1L));
    return table
        .update(
            Key.job(id),
            "SET #run = :run, #frames = :frames, #chunk = :chunk, #firstTask = :firstTask,"
                + " #startedAt = :startedAt, #status = :status, #reason = :reason,"
                + " #changedAt = :startedAt, #active = :active, #sentTask = :sentTask",
            "#run = :before AND attribute_not_exists(#active)",
            values)
        .isPresent();
  }

  @Override
  public void recordSent(JobId id, int run, int task) {
    table.update(
        Key.job(id),
        "SET #sentTask = :task",
        "#run = :run AND #sentTask < :task",
        Map.of(":run", number(run), ":task", number(task)));
  }

  @Override
  public List<TaskRecord> tasks(JobId id, int run) {
    return table.query(id.value(), Key.tasks(run)).stream()
        .map(TaskItem::read)
        .sorted(Comparator.comparingInt(TaskRecord::number))
        .toList();
  }

  @Override
  public Optional<TaskRecord> report(
      JobId id,
      int run,
      Task.Render task,
      FrameSet done,
      Collection<FrameFailure> failed,
      Instant now) {
    Map<String, AttributeValue> present = table.get(Key.job(id), "run");
    if (!JobItem.alive(present) || number(present, "run") != run) {
      return Optional.empty();
    }
    TaskItem.Report report = TaskItem.report(run, task, done, failed, now);
    return Optional.of(
        TaskItem.read(
            table.update(Key.task(id, run, task.number()), report.update(), report.values())));
  }

  @Override
  public void finishTask(JobId id, int run, int task) {
    table.update(
        Key.job(id),
        "ADD #finishedTasks :task",
        "#run = :run",
        Map.of(":run", number(run), ":task", numbers(List.of(task))));
  }

  @Override
  public void addWarnings(JobId id, Set<String> warnings) {
    Set<String> wanted =
        warnings.stream()
            .filter(warning -> !warning.isEmpty())
            .map(w -> w.length() <= LONGEST_WARNING ? w : w.substring(0, LONGEST_WARNING) + "...")
            .collect(Collectors.toSet());
    while (true) {
      Map<String, AttributeValue> job = table.get(Key.job(id));
      Collection<String> known = texts(job, "warnings");
      List<String> fresh =
          wanted.stream()
              .filter(warning -> !known.contains(warning))
              .limit(Math.max(0, MOST_WARNINGS - known.size()))
              .toList();
      if (!JobItem.alive(job) || fresh.isEmpty() || add(id, fresh, known.size())) {
        return;
      }
    }
  }

  /** Adds warnings if there are still as many as were counted, and tells whether it did. */
  private boolean add(JobId id, List<String> warnings, int known) {
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":more", texts(warnings)));
    String unchanged = "attribute_not_exists(#warnings)";
    if (known > 0) {
      unchanged = "size(#warnings) = :known";
      values.put(":known", number(known));
    }
    return table
        .update(
            Key.job(id), "ADD #warnings :more", "attribute_exists(#run) AND " + unchanged, values)
        .isPresent();
  }

  @Override
  public void recordTimings(Collection<Timing> timings) {
    Map<Key, Timing> latest = new LinkedHashMap<>();
    timings.forEach(timing -> latest.put(TimingItem.key(timing), timing));
    Set<JobId> alive =
        latest.values().stream()
            .map(Timing::jobId)
            .distinct()
            .filter(id -> JobItem.alive(table.get(Key.job(id), "run")))
            .collect(Collectors.toSet());
    table.writeAll(
        latest.values().stream()
            .filter(timing -> alive.contains(timing.jobId()))
            .map(
                timing ->
                    WriteRequest.builder()
                        .putRequest(put -> put.item(TimingItem.of(timing)))
                        .build())
            .toList());
  }

  @Override
  public List<Timing> timings(JobId id) {
    return table.query(id.value(), Key.TIMINGS).stream()
        .map(TimingItem::read)
        .sorted(Comparator.comparingInt(Timing::frame).thenComparingInt(Timing::attempt))
        .toList();
  }

  @Override
  public void recordWorker(WorkerState worker) {
    table.put(
        WorkerItem.of(worker),
        "attribute_not_exists(#jobId) OR #heardAt <= :heardAt",
        Map.of(":heardAt", time(worker.heardAt())));
  }

  @Override
  public List<WorkerState> workers(Instant now) {
    return table.query(Key.WORKERS, "").stream()
        .map(WorkerItem::read)
        .filter(worker -> worker.heardAt().isAfter(now.minus(WORKER_HEARD_OF)))
        .sorted(Comparator.comparing(WorkerState::heardAt).reversed())
        .toList();
  }

  @Override
  public void recordQueueEmpty(String pool, Optional<Instant> since) {
    Key key = new Key(Key.QUEUES, pool);
    since.ifPresentOrElse(
        at -> {
          Map<String, AttributeValue> item = new HashMap<>(key.attributes());
          item.put("emptySince", time(at));
          table.put(item);
        },
        () -> table.delete(key));
  }

  @Override
  public Optional<Instant> queueEmptySince(String pool) {
    Map<String, AttributeValue> item = table.get(new Key(Key.QUEUES, pool));
    return item.isEmpty() ? Optional.empty() : Optional.of(time(item, "emptySince"));
  }

  /** {@inheritDoc} The tombstone comes first; a call that died after it is finished by the next. */
  @Override
  public void delete(JobId id, Instant now) {
    Map<String, AttributeValue> job = table.get(Key.job(id));
    while (JobItem.alive(job) && !bury(id, number(job, "run"), now)) {
      job = table.get(Key.job(id));
    }
    if (job.isEmpty()) {
      return;
    }
    int lastRun = number(job, JobItem.alive(job) ? "run" : "deletedRun");
    List<Key> rest = new ArrayList<>();
    table.query(id.value(), Key.TASKS).stream()
        .filter(task -> number(task, "run") <= lastRun)
        .map(Key::of)
        .forEach(rest::add);
    table.query(id.value(), Key.TIMINGS).stream().map(Key::of).forEach(rest::add);
    table.deleteAll(rest);
  }

  private boolean bury(JobId id, int run, Instant now) {
    Map<String, AttributeValue> tombstone = new HashMap<>(Key.job(id).attributes());
    tombstone.put("deletedRun", number(run));
    tombstone.put("expiresAt", number(now.plus(TOMBSTONE_KEPT).getEpochSecond()));
    return table.put(tombstone, "#run = :run", Map.of(":run", number(run)));
  }
}
