package farm.sheaf.worker;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.Deadline;
import farm.sheaf.worker.claim.LeaseLostException;
import farm.sheaf.worker.decline.Declining;
import farm.sheaf.worker.outage.OutageException;
import farm.sheaf.worker.render.ChunkRunner;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.WarmSession;
import farm.sheaf.worker.sequence.SequenceRunner;
import java.io.IOException;

/**
 * A worker's core: does one piece of work until it is done or its deadline is near. It has no loop,
 * so that whoever has a message may call it: {@link Worker}, which runs until a signal comes, a
 * container with a spot notice, a function that ends after so many minutes.
 */
public final class WorkRunner {
  private final Claim.Terms terms;
  private final WarmSession warm;
  private final Runners runners;
  private final Passing passing;
  private final Reporter reporter;

  /** Who does the work, by its type. */
  record Runners(ChunkRunner chunks, SequenceRunner films) {}

  /** Where work goes that is not done here. */
  record Passing(WorkQueue queue, Declining declining) {}

  /**
   * @param terms whose deadline is each run's own
   */
  WorkRunner(
      Claim.Terms terms, WarmSession warm, Runners runners, Passing passing, Reporter reporter) {
    this.terms = terms;
    this.warm = warm;
    this.runners = runners;
    this.passing = passing;
    this.reporter = reporter;
  }

  /**
   * Does the work of a message that was received just now. In the end the message is deleted, and
   * what was not done has gone back to the queue, before the deadline; or the lease was lost, and
   * nothing more was touched.
   *
   * @throws OutageException when the farm's buckets are away; the work has gone back, and whoever
   *     takes more just now meets the same
   * @throws IOException when this worker's disk fails; like after any other exception, the message
   *     was not deleted and comes again after its lease
   */
  public void run(WorkInbox.Claimed message, Deadline deadline) throws IOException {
    try (Claim claim = Claim.on(message, terms.until(deadline))) {
      run(message.work(), claim);
    } catch (LeaseLostException e) {
      warm.close();
      reporter.emit(
          WorkerEvent.Type.INTERRUPTED,
          message.work().ref(),
          "no heartbeat for %d s: the message may be another worker's"
              .formatted(terms.lease().toSeconds()));
    }
  }

  private void run(Work work, Claim claim) throws IOException {
    if (terms.marks().over(work.ref())) {
      reporter.emit(
          WorkerEvent.Type.CLEANED_UP,
          work.ref(),
          "Clean up: run %d is over".formatted(work.ref().run()));
      claim.delete();
    } else if (passing.declining().declinedBefore(work)) {
      passing.declining().passOn(work);
      claim.delete();
    } else {
      switch (work) {
        case Work.Render render -> runners.chunks().run(render, claim);
        case Work.Segment segment -> runners.films().run(segment, claim);
        case Work.Sequence sequence -> film(sequence, claim);
      }
    }
  }

  private void film(Work.Sequence work, Claim claim) throws IOException {
    try {
      runners.films().run(work, claim);
    } catch (OutageException e) {
      claim.requireHeld();
      passing.queue().sendLater(work, OutageException.DELAY);
      reporter.emit(
          WorkerEvent.Type.HANDED_BACK,
          work.ref(),
          "the film goes back to the queue: " + e.getMessage());
      claim.delete();
      throw e;
    }
  }
}
