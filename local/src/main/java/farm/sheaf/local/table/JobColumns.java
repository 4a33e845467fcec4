package farm.sheaf.local.table;

import farm.sheaf.core.frame.FrameBits;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Effect;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobProgress;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobState;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Ledger;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.json.Json;
import farm.sheaf.json.SpecJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a job stands in its row. What never changes comes first, what a change replaces after it. */
final class JobColumns {
  /** What {@link #fixed} gives. */
  static final List<String> FIXED = List.of("id", "digest", "spec", "submitted");

  /** What {@link #changing} gives. */
  static final List<String> CHANGING =
      List.of(
          "run",
          "run_frames",
          "run_cut_first",
          "run_chunk",
          "run_first_task",
          "run_started",
          "status",
          "reason",
          "changed",
          "revision",
          "due",
          "sent",
          "touched",
          "awaited",
          "looked",
          "look_queue",
          "lowest_live_run",
          "declined");

  private JobColumns() {}

  static List<Object> fixed(Job job) {
    return List.of(
        job.id().value(), job.digest(), Json.write(SpecJson.encode(job.spec())), job.submittedAt());
  }

  static List<Object> changing(JobRecord job, long revision) {
    FrameSet all = job.spec().frames();
    Run run = job.run();
    Ledger ledger = job.ledger();
    List<Object> values = new ArrayList<>();
    values.add(run.number());
    values.add(FrameBits.text(all, run.frames()));
    values.addAll(List.of(run.cut().first(), run.chunk(), run.firstTask(), run.startedAt()));
    values.addAll(List.of(job.status().word(), job.state().reason(), job.state().changedAt()));
    values.add(revision);
    values.add(Effect.text(all, ledger.due()));
    values.addAll(List.of(ledger.sent().at(), ledger.sent().touchedAt()));
    values.add(FrameBits.text(all, ledger.sent().awaited()));
    values.add(ledger.look().map(Ledger.Look::at).orElse(Instant.EPOCH));
    values.add(ledger.look().map(look -> look.queue().name()).orElse(""));
    values.add(ledger.verdict().lowestLiveRun());
    values.add(text(ledger.verdict().declined()));
    return values;
  }

  /**
   * Reads a row of both, in their order.
   *
   * @throws RuntimeException for words that this version of the farm does not know
   */
  static JobRecord read(Database.Row row, JobProgress progress) {
    Job job =
        new Job(
            new JobId(row.text(1)),
            row.text(2),
            SpecJson.decode(Json.parseObject(row.text(3))),
            row.instant(4));
    FrameSet all = job.spec().frames();
    Run run =
        new Run(
            row.number(5),
            FrameBits.parse(all, row.text(6)),
            new Run.Cut(row.number(7), row.number(8)),
            row.number(9),
            row.instant(10));
    JobState state = new JobState(JobStatus.of(row.text(11)), row.text(12), row.instant(13));
    Ledger ledger =
        new Ledger(
            row.get(14, Long.class),
            Effect.parse(all, row.text(15)),
            new Ledger.Sent(row.instant(16), row.instant(17), FrameBits.parse(all, row.text(18))),
            look(row.instant(19), row.text(20)),
            new Ledger.Verdict(row.number(21), kinds(row.text(22))));
    return new JobRecord(job, run, state, ledger, progress);
  }

  private static Optional<Ledger.Look> look(Instant at, String queue) {
    return queue.isEmpty()
        ? Optional.empty()
        : Optional.of(new Ledger.Look(at, Ledger.Queue.valueOf(queue)));
  }

  /** Each kind ends its line, so that one without words is a line too. */
  private static String text(Set<WorkerKind> kinds) {
    return kinds.stream()
        .sorted()
        .map(kind -> kind.words().replace("\\", "\\\\").replace("\n", "\\n") + "\n")
        .collect(Collectors.joining());
  }

  private static Set<WorkerKind> kinds(String text) {
    return text.isEmpty()
        ? Set.of()
        : Arrays.stream(text.substring(0, text.length() - 1).split("\n", -1))
            .map(line -> new WorkerKind(line.translateEscapes()))
            .collect(Collectors.toSet());
  }
}
