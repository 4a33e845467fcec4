package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.numbers;
import static farm.sheaf.aws.table.Attributes.text;
import static farm.sheaf.aws.table.Attributes.texts;
import static farm.sheaf.aws.table.Attributes.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.Task;
import farm.sheaf.core.job.TaskRecord;
import farm.sheaf.json.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A task as an item of the table: a set of the frames that are done, and one of failures. A report
 * adds to both and takes nothing away, so it may come twice and in any order.
 */
final class TaskItem {
  /** Most of what the failures of one task may take; DynamoDB allows 400 KB for the whole item. */
  private static final int MESSAGE_BYTES = 200_000;

  private static final int LONGEST_MESSAGE = 1_000;
  private static final int SHORTEST_MESSAGE = 40;

  private TaskItem() {}

  /** An update expression and its values. */
  record Report(String update, Map<String, AttributeValue> values) {}

  static Report report(
      int run, Task.Render task, FrameSet done, Collection<FrameFailure> failed, Instant now) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":run", number(run));
    values.put(":task", number(task.number()));
    values.put(":frames", text(task.frames().toString()));
    values.put(":now", time(now));
    StringBuilder update =
        new StringBuilder(
            "SET #run = :run, #task = :task, #frames = if_not_exists(#frames, :frames),"
                + " #changedAt = :now");
    String verb = " ADD ";
    if (!done.isEmpty()) {
      update.append(verb).append("#done :done");
      values.put(":done", numbers(done.toList()));
      verb = ", ";
    }
    if (!failed.isEmpty()) {
      update.append(verb).append("#failed :failed");
      int room =
          Math.clamp(MESSAGE_BYTES / task.frames().size(), SHORTEST_MESSAGE, LONGEST_MESSAGE);
      values.put(":failed", texts(failed.stream().map(f -> member(f, room)).distinct().toList()));
    }
    return new Report(update.toString(), values);
  }

  private static String member(FrameFailure failure, int room) {
    String message = failure.message();
    ObjectNode node = Json.object();
    node.put("frame", failure.frame());
    node.put("kind", failure.kind().word());
    node.put(
        "message", message.length() <= room ? message : message.substring(0, room - 3) + "...");
    node.put("attempts", failure.attempts());
    return Json.write(node);
  }

  private static FrameFailure failure(String text) {
    ObjectNode node = Json.parseObject(text);
    return new FrameFailure(
        node.path("frame").asInt(),
        FailureKind.of(node.path("kind").asText()),
        node.path("message").asText(),
        node.path("attempts").asInt());
  }

  static TaskRecord read(Map<String, AttributeValue> item) {
    Map<Integer, FrameFailure> failed = new HashMap<>();
    for (String text : texts(item, "failed")) {
      FrameFailure failure = failure(text);
      failed.merge(failure.frame(), failure, FrameFailure::heavier);
    }
    return new TaskRecord(
        new Task.Render(number(item, "task"), FrameSet.parse(text(item, "frames"))),
        number(item, "run"),
        FrameSet.of(numbers(item, "done")),
        failed,
        time(item, "changedAt"));
  }
}
