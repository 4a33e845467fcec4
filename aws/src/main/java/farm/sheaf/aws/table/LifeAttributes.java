package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.longNumber;
import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.text;
import static farm.sheaf.aws.table.Attributes.time;

import farm.sheaf.core.frame.FrameBits;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Effect;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Ledger;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.WorkerKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What changes in a job's item as a whole: its run, its state, its ledger. Frames are written as a
 * part of the job's, so that each such attribute stays below 17 KB in any pattern.
 */
final class LifeAttributes {
  private LifeAttributes() {}

  static Map<String, AttributeValue> of(JobRecord job) {
    Map<String, AttributeValue> life = new HashMap<>();
    FrameSet all = job.spec().frames();
    run(job.run(), all, life);
    state(job.state(), life);
    ledger(job.ledger(), all, life);
    return life;
  }

  private static void run(Run run, FrameSet all, Map<String, AttributeValue> life) {
    life.put("run", number(run.number()));
    life.put("frames", text(FrameBits.text(all, run.frames())));
    life.put("first", number(run.cut().first()));
    life.put("chunk", number(run.cut().chunk()));
    life.put("firstTask", number(run.firstTask()));
    life.put("startedAt", time(run.startedAt()));
  }

  private static void state(JobState state, Map<String, AttributeValue> life) {
    life.put("status", text(state.status().word()));
    life.put("reason", text(state.reason()));
    life.put("changedAt", time(state.changedAt()));
  }

  private static void ledger(Ledger ledger, FrameSet all, Map<String, AttributeValue> life) {
    life.put("revision", number(ledger.revision()));
    life.put("due", text(Effect.text(all, ledger.due())));
    life.put("sentAt", time(ledger.sent().at()));
    life.put("touchedAt", time(ledger.sent().touchedAt()));
    life.put("awaited", text(FrameBits.text(all, ledger.sent().awaited())));
    life.put("lookedAt", text(ledger.look().map(look -> time(look.at()).s()).orElse("")));
    life.put("lookedQueue", text(ledger.look().map(look -> word(look.queue())).orElse("")));
    life.put("lowestLiveRun", number(ledger.verdict().lowestLiveRun()));
    List<AttributeValue> declined =
        ledger.verdict().declined().stream().sorted().map(kind -> text(kind.words())).toList();
    life.put("declined", AttributeValue.fromL(declined));
  }

  private static String word(Ledger.Queue queue) {
    return queue.name().toLowerCase(Locale.ROOT);
  }

  static Run readRun(Map<String, AttributeValue> item, FrameSet all) {
    return new Run(
        number(item, "run"),
        FrameBits.parse(all, text(item, "frames")),
        new Run.Cut(number(item, "first"), number(item, "chunk")),
        number(item, "firstTask"),
        time(item, "startedAt"));
  }

  static JobState readState(Map<String, AttributeValue> item) {
    return new JobState(
        JobStatus.of(text(item, "status")), text(item, "reason"), time(item, "changedAt"));
  }

  static Ledger readLedger(Map<String, AttributeValue> item, FrameSet all) {
    Ledger.Sent sent =
        new Ledger.Sent(
            time(item, "sentAt"),
            time(item, "touchedAt"),
            FrameBits.parse(all, text(item, "awaited")));
    return new Ledger(
        longNumber(item, "revision"),
        Effect.parse(all, text(item, "due")),
        sent,
        readLook(item),
        new Ledger.Verdict(number(item, "lowestLiveRun"), readDeclined(item)));
  }

  private static Optional<Ledger.Look> readLook(Map<String, AttributeValue> item) {
    String at = text(item, "lookedAt");
    if (at.isEmpty()) {
      return Optional.empty();
    }
    String queue = text(item, "lookedQueue").toUpperCase(Locale.ROOT);
    return Optional.of(new Ledger.Look(Instant.parse(at), Ledger.Queue.valueOf(queue)));
  }

  private static Set<WorkerKind> readDeclined(Map<String, AttributeValue> item) {
    return Attributes.list(item, "declined").stream()
        .map(WorkerKind::new)
        .collect(Collectors.toSet());
  }
}
