package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.cut;
import static farm.sheaf.aws.table.Attributes.numbers;
import static farm.sheaf.aws.table.Attributes.text;
import static farm.sheaf.aws.table.Attributes.texts;
import static farm.sheaf.aws.table.Attributes.time;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.port.UnreadableJobException;
import farm.sheaf.json.Json;
import farm.sheaf.json.SpecJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A job as an item of the table. */
final class JobItem {
  /** Blender's own words stand in a reason, and nobody reads a page of them. */
  private static final int LONGEST_REASON = 2_000;

  private static final Pattern LISTED_AT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{9}Z_[a-z0-9-]+");

  private JobItem() {}

  static Map<String, AttributeValue> of(JobRecord any) {
    JobRecord job = fitted(any);
    Map<String, AttributeValue> item = new HashMap<>(Key.job(job.id()).attributes());
    item.put("digest", text(job.job().digest()));
    item.put("spec", text(Json.write(SpecJson.encode(job.spec()))));
    item.put("submittedAt", time(job.job().submittedAt()));
    item.put(Index.BY_TIME.partition(), Index.BY_TIME.wanted());
    item.put(Index.BY_TIME.place(), text(listedAt(job)));
    item.putAll(LifeAttributes.of(job));
    if (job.active()) {
      item.put(Index.ACTIVE.partition(), Index.ACTIVE.wanted());
    }
    if (!job.progress().covered().isEmpty()) {
      item.put("covered", numbers(job.progress().covered()));
    }
    if (!job.progress().warnings().isEmpty()) {
      item.put("warnings", texts(job.progress().warnings()));
    }
    return item;
  }

  /** A job as it can be stored: its reason is no longer than an item can bear. */
  static JobRecord fitted(JobRecord job) {
    JobState state = job.state();
    return new JobRecord(
        job.job(),
        job.run(),
        new JobState(state.status(), cut(state.reason(), LONGEST_REASON), state.changedAt()),
        job.ledger(),
        job.progress());
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

  /**
   * Reads an item that is a job.
   *
   * @throws UnreadableJobException when it has words that this version does not know, or lacks some
   */
  static JobRecord read(Map<String, AttributeValue> item) {
    JobId id = new JobId(text(item, Key.PARTITION));
    try {
      JobSpec spec = SpecJson.decode(Json.parseObject(text(item, "spec")));
      FrameSet all = spec.frames();
      return new JobRecord(
          new Job(id, text(item, "digest"), spec, time(item, "submittedAt")),
          LifeAttributes.readRun(item, all),
          LifeAttributes.readState(item),
          LifeAttributes.readLedger(item, all),
          new JobProgress(
              Set.copyOf(numbers(item, "covered")), Set.copyOf(texts(item, "warnings"))));
    } catch (RuntimeException e) {
      throw new UnreadableJobException(id, e);
    }
  }
}
