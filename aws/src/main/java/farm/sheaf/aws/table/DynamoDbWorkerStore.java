package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.time;

import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.port.WorkerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What was heard of the workers on DynamoDB: an item each, in one partition. */
final class DynamoDbWorkerStore implements WorkerStore {
  private static final Duration HEARD_OF = Duration.ofDays(1);

  private final Table table;

  DynamoDbWorkerStore(Table table) {
    this.table = table;
  }

  @Override
  public void record(WorkerState worker) {
    table.put(
        WorkerItem.of(worker),
        "attribute_not_exists(#jobId) OR #heardAt <= :heardAt",
        Map.of(":heardAt", time(worker.heardAt())));
  }

  @Override
  public List<WorkerState> heardOf(Instant now) {
    return table.query(Key.WORKERS).stream()
        .map(WorkerItem::read)
        .filter(worker -> worker.heardAt().isAfter(now.minus(HEARD_OF)))
        .sorted(Comparator.comparing(WorkerState::heardAt).reversed())
        .toList();
  }
}
