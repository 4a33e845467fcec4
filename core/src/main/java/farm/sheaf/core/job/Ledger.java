package farm.sheaf.core.job;

import farm.sheaf.core.frame.FrameSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the farm itself must remember of a job to keep its promises: what is due, what was sent, and
 * when it last looked.
 *
 * @param revision counts the changes of the job; a change names the one that it saw
 * @param due what was made due and is not done yet, in the order in which it is to be done
 * @param sent what is known of the job's messages
 * @param look the sweep's last look at the job; empty before the first, and after anything was sent
 * @param verdict what workers have said that ends the run, or might
 */
public record Ledger(
    long revision, List<Effect> due, Sent sent, Optional<Look> look, Verdict verdict) {
  public Ledger {
    due = List.copyOf(due);
  }

  /** Of a job just submitted: its tasks are due. */
  public static Ledger ofSubmission(Run run, Instant now) {
    return new Ledger(
        1,
        List.of(new Effect.SendTasks(run.firstTask())),
        new Sent(now, now, FrameSet.EMPTY),
        Optional.empty(),
        new Verdict(run.number(), Set.of()));
  }

  /**
   * What is known of messages.
   *
   * @param at when the last of them was sent, or first became due
   * @param touchedAt when somebody last worked on what is due; if that is a while ago, they died
   * @param awaited frames that had vanished and were sent again, until they are seen
   */
  public record Sent(Instant at, Instant touchedAt, FrameSet awaited) {}

  /**
   * One look at a job that had been quiet.
   *
   * @param queue what its queue looked like
   */
  public record Look(Instant at, Queue queue) {}

  /** Whether a queue held anything, as SQS approximately says. */
  public enum Queue {
    EMPTY,
    BUSY
  }

  /**
   * What ends a run early.
   *
   * @param lowestLiveRun workers let older runs die
   * @param declined kinds of workers that have said that they cannot render this run
   */
  public record Verdict(int lowestLiveRun, Set<WorkerKind> declined) {
    public Verdict {
      declined = Set.copyOf(declined);
    }
  }

  Ledger with(List<Effect> nowDue) {
    return new Ledger(revision, nowDue, sent, look, verdict);
  }

  Ledger with(Sent nowSent) {
    return new Ledger(revision, due, nowSent, look, verdict);
  }
}
