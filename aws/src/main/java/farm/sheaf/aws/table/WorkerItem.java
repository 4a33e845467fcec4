package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.text;
import static farm.sheaf.aws.table.Attributes.textOrEmpty;
import static farm.sheaf.aws.table.Attributes.time;

import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.job.WorkerState.Condition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The last that was heard of a worker, as an item of the table. */
final class WorkerItem {
  private static final Duration KEPT = Duration.ofDays(2);

  private WorkerItem() {}

  static Map<String, AttributeValue> of(WorkerState worker) {
    Map<String, AttributeValue> item =
        new HashMap<>(new Key(Key.WORKERS, worker.id()).attributes());
    item.put("condition", text(worker.condition().word()));
    item.put("note", text(worker.note()));
    item.put("heardAt", time(worker.heardAt()));
    item.put("expiresAt", number(worker.heardAt().plus(KEPT).getEpochSecond()));
    return item;
  }

  static WorkerState read(Map<String, AttributeValue> item) {
    return new WorkerState(
        text(item, Key.ITEM),
        Condition.valueOf(text(item, "condition").toUpperCase(Locale.ROOT)),
        textOrEmpty(item, "note"),
        time(item, "heardAt"));
  }
}
