package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.numbers;
import static farm.sheaf.aws.table.Attributes.text;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobLife;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.Ledger;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.UnreadableJobException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The jobs on DynamoDB, with conditional writes and set unions alone. {@link Key} tells how items
 * are laid out.
 */
final class DynamoDbJobStore implements JobStore {
  /** Longer than any queue keeps a message that could still speak of the job. */
  private static final Duration TOMBSTONE_KEPT = Duration.ofDays(60);

  private final Table table;
  private final Batches batches;
  private final Warnings warnings;

  DynamoDbJobStore(Table table, Batches batches) {
    this.table = table;
    this.batches = batches;
    this.warnings = new Warnings(table);
  }

  @Override
  public Creation create(JobRecord job) {
    Map<String, AttributeValue> run = Map.of(":run", number(job.run().number()));
    if (job.run().number() > 1) {
      TimesItem.countSince(table, job.id(), job.run().number());
    }
    while (true) {
      if (table.put(JobItem.of(job), "attribute_not_exists(#jobId) OR #deletedRun < :run", run)) {
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
    List<Map<String, AttributeValue>> keys =
        table.index(Index.BY_TIME, after.map(JobItem::listedAt), Table.Order.DESCENDING, limit + 1);
    List<Map<String, AttributeValue>> page = keys.subList(0, Math.min(limit, keys.size()));
    String place = Index.BY_TIME.place();
    Map<String, Map<String, AttributeValue>> jobs =
        batches.getAll(page.stream().map(Key::of).distinct().toList()).stream()
            .filter(JobItem::alive)
            .collect(Collectors.toMap(item -> text(item, place), Function.identity()));
    List<JobRecord> readable = new ArrayList<>();
    List<JobId> unreadable = new ArrayList<>();
    for (Map<String, AttributeValue> key : page) {
      Map<String, AttributeValue> item = jobs.getOrDefault(text(key, place), Map.of());
      try {
        if (JobItem.alive(item)) {
          readable.add(JobItem.read(item));
        }
      } catch (UnreadableJobException e) {
        unreadable.add(e.id());
      }
    }
    return new Page(
        readable,
        unreadable,
        keys.size() > limit ? Optional.of(text(page.getLast(), place)) : Optional.empty());
  }

  @Override
  public List<JobId> active(Optional<JobId> after, int limit) {
    return table
        .index(Index.ACTIVE, after.map(id -> text(id.value())), Table.Order.ASCENDING, limit)
        .stream()
        .map(key -> new JobId(text(key, Key.PARTITION)))
        .toList();
  }

  @Override
  public Optional<JobRecord> replace(JobRecord seen, JobRecord next) {
    JobLife.requireAllowed(seen, next);
    JobRecord after = JobItem.fitted(following(seen, next));
    return table.update(Key.job(seen.id()), change(seen, after))
        ? Optional.of(after)
        : Optional.empty();
  }

  private static JobRecord following(JobRecord seen, JobRecord next) {
    Ledger ledger = next.ledger();
    JobProgress progress =
        sameRun(seen, next)
            ? next.progress()
            : new JobProgress(Set.of(), next.progress().warnings());
    return new JobRecord(
        next.job(),
        next.run(),
        next.state(),
        new Ledger(
            seen.ledger().revision() + 1,
            ledger.due(),
            ledger.sent(),
            ledger.look(),
            ledger.verdict()),
        progress);
  }

  private static boolean sameRun(JobRecord seen, JobRecord next) {
    return seen.run().number() == next.run().number();
  }

  /** The condition names the run too: a job created again counts its changes anew. */
  private static Table.Change change(JobRecord seen, JobRecord after) {
    Map<String, AttributeValue> set = LifeAttributes.of(after);
    List<String> removed = new ArrayList<>();
    if (after.active()) {
      set.put(Index.ACTIVE.partition(), Index.ACTIVE.wanted());
    } else {
      removed.add("#" + Index.ACTIVE.partition());
    }
    if (!sameRun(seen, after)) {
      removed.add("#covered");
    }
    Map<String, AttributeValue> values = new HashMap<>();
    set.forEach((name, value) -> values.put(":" + name, value));
    values.put(":seen", number(seen.ledger().revision()));
    values.put(":seenRun", number(seen.run().number()));
    String update =
        set.keySet().stream()
            .sorted()
            .map(name -> "#%1$s = :%1$s".formatted(name))
            .collect(Collectors.joining(", ", "SET ", ""));
    return new Table.Change(
        removed.isEmpty() ? update : update + " REMOVE " + String.join(", ", removed),
        "#revision = :seen AND #run = :seenRun",
        values);
  }

  @Override
  public Optional<JobRecord> cover(JobId id, int run, int page) {
    return table
        .updated(
            Key.job(id),
            new Table.Change(
                "ADD #covered :page",
                "#run = :run",
                Map.of(":run", number(run), ":page", numbers(List.of(page)))))
        .map(JobItem::read);
  }

  @Override
  public void addWarnings(JobId id, Set<String> more) {
    warnings.add(id, more);
  }

  /** {@inheritDoc} The tombstone comes last; what a call that died left, the next removes. */
  @Override
  public void erase(JobId id, int run, Instant now) {
    Map<String, AttributeValue> job = table.get(Key.job(id));
    if (JobItem.alive(job) && number(job, "run") != run) {
      return;
    }
    batches.deleteAll(
        table.keys(id.value()).stream().filter(key -> !key.equals(Key.job(id))).toList());
    Map<String, AttributeValue> tombstone = new HashMap<>(Key.job(id).attributes());
    tombstone.put("deletedRun", number(run));
    tombstone.put("expiresAt", number(now.plus(TOMBSTONE_KEPT).getEpochSecond()));
    table.put(tombstone, "#run = :run", Map.of(":run", number(run)));
  }

  @Override
  public Optional<JobId> sweptTo() {
    return Optional.of(table.get(Key.sweep()))
        .filter(item -> item.containsKey("job"))
        .map(item -> new JobId(text(item, "job")));
  }

  @Override
  public void sweptTo(Optional<JobId> last) {
    Map<String, AttributeValue> item = new HashMap<>(Key.sweep().attributes());
    last.ifPresent(id -> item.put("job", text(id.value())));
    table.put(item);
  }
}
