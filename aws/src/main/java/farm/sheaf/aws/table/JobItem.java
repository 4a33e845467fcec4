package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.numbers;
import static farm.sheaf.aws.table.Attributes.text;
import static farm.sheaf.aws.table.Attributes.textOrEmpty;
import static farm.sheaf.aws.table.Attributes.texts;
import static farm.sheaf.aws.table.Attributes.time;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Run;
import farm.sheaf.json.Json;
import farm.sheaf.json.SpecJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A job as an item of the table. */
final class JobItem {
  /** What every listed job has in common: the partition of the index by time. */
  static final AttributeValue LISTED = text("job");

  /** Stands in active jobs only: the partition of their index. */
  static final AttributeValue ACTIVE = text("yes");

  private static final Pattern LISTED_AT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{9}Z_[a-z0-9-]+");

  private JobItem() {}

  static Map<String, AttributeValue> of(JobRecord job) {
    Map<String, AttributeValue> item = new HashMap<>(Key.job(job.id()).attributes());
    item.put("digest", text(job.job().digest()));
    item.put("spec", text(Json.write(SpecJson.encode(job.spec()))));
    item.put("submittedAt", time(job.job().submittedAt()));
    item.put("listed", LISTED);
    item.put("listedAt", text(listedAt(job)));
    run(job.run(), item);
    state(job.state(), item);
    item.put("sentTask", number(job.progress().sentTask()));
    if (!job.progress().finishedTasks().isEmpty()) {
      item.put("finishedTasks", numbers(job.progress().finishedTasks()));
    }
    if (!job.progress().warnings().isEmpty()) {
      item.put("warnings", texts(job.progress().warnings()));
    }
    return item;
  }

  private static void run(Run run, Map<String, AttributeValue> item) {
    item.put("run", number(run.number()));
    item.put("frames", text(run.frames().toString()));
    item.put("chunk", number(run.chunk()));
    item.put("firstTask", number(run.firstTask()));
    item.put("startedAt", time(run.startedAt()));
  }

  private static void state(JobState state, Map<String, AttributeValue> item) {
    item.put("status", text(state.status().word()));
    item.put("reason", text(state.reason()));
    item.put("changedAt", time(state.changedAt()));
    if (state.status().active()) {
      item.put("active", ACTIVE);
    }
  }

  /** Where a job stands in the list; ids keep those of one instant apart. */
  private static String listedAt(JobRecord job) {
    return time(job.job().submittedAt()).s() + "_" + job.id();
  }

  /**
   * Checks what a caller says a page ended with.
   *
   * @throws InvalidRequestException when it is no place in the list
   */
  static AttributeValue listedAt(String after) {
    if (!LISTED_AT.matcher(after).matches()) {
      throw new InvalidRequestException(
          "after: \"%s\" is not the end of a page; send the \"next\" of the page before"
              .formatted(after));
    }
    return text(after);
  }

  /** Whether an item is a job, and no tombstone. */
  static boolean alive(Map<String, AttributeValue> item) {
    return item.containsKey("run");
  }

  static JobRecord read(Map<String, AttributeValue> item) {
    Job job =
        new Job(
            new JobId(text(item, Key.PARTITION)),
            text(item, "digest"),
            SpecJson.decode(Json.parseObject(text(item, "spec"))),
            time(item, "submittedAt"));
    String frames = textOrEmpty(item, "frames");
    Run run =
        new Run(
            number(item, "run"),
            frames.isEmpty() ? FrameSet.EMPTY : FrameSet.parse(frames),
            number(item, "chunk"),
            number(item, "firstTask"),
            time(item, "startedAt"));
    JobState state =
        new JobState(
            JobStatus.of(text(item, "status")),
            textOrEmpty(item, "reason"),
            time(item, "changedAt"));
    JobProgress progress =
        new JobProgress(
            Set.copyOf(numbers(item, "finishedTasks")),
            number(item, "sentTask"),
            Set.copyOf(texts(item, "warnings")));
    return new JobRecord(job, run, state, progress);
  }
}
