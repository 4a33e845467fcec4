package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.cut;
import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.text;
import static farm.sheaf.aws.table.Attributes.time;

import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.job.WorkerState.Condition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The last that was heard of a worker, as an item of the table. DynamoDB removes it in time. */
final class WorkerItem {
  private static final Duration KEPT = Duration.ofDays(2);
  private static final int LONGEST_NOTE = 1_000;

  private WorkerItem() {}

  static Map<String, AttributeValue> of(WorkerState worker) {
    Map<String, AttributeValue> item = new HashMap<>(Key.worker(worker.id()).attributes());
    item.put("condition", text(worker.condition().word()));
    item.put("pool", text(worker.service().pool().name()));
    item.put("kind", text(worker.service().kind().words()));
    item.put("note", text(cut(worker.note(), LONGEST_NOTE)));
    item.put("heardAt", time(worker.heardAt()));
    item.put("expiresAt", number(worker.heardAt().plus(KEPT).getEpochSecond()));
    return item;
  }

  static WorkerState read(Map<String, AttributeValue> item) {
    return new WorkerState(
        text(item, Key.ITEM),
        Condition.valueOf(text(item, "condition").toUpperCase(Locale.ROOT)),
        new WorkerState.Service(new Pool(text(item, "pool")), new WorkerKind(text(item, "kind"))),
        text(item, "note"),
        time(item, "heardAt"));
  }
}
