package farm.sheaf.worker;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.LeaseLostException;
import farm.sheaf.worker.render.ChunkRunner;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.WarmSession;
import farm.sheaf.worker.sequence.SequenceRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop: one message after another until the drain. Nothing that happens to one message, and no
 * trouble of the cloud, ends it: a message that was not deleted comes again when its lease is over.
 */
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final WorkInbox inbox;
  private final Claim.Terms terms;
  private final WarmSession warm;
  private final Runners runners;
  private final Reporter reporter;
  private Duration pause = FIRST_PAUSE;

  /** Who does the work, by its type. */
  record Runners(ChunkRunner chunks, SequenceRunner films) {}

  Worker(WorkInbox inbox, Claim.Terms terms, WarmSession warm, Runners runners, Reporter reporter) {
    this.inbox = inbox;
    this.terms = terms;
    this.warm = warm;
    this.runners = runners;
    this.reporter = reporter;
  }

  /** Works until the drain; leaves no Blender behind. */
  void run() {
    while (!terms.drain().requested()) {
      try {
        Optional<WorkInbox.Claimed> message = inbox.receive();
        if (message.isPresent()) {
          take(message.get());
        } else {
          warm.closeIfIdle(IDLE);
        }
        pause = FIRST_PAUSE;
      } catch (IOException | RuntimeException e) {
        LOG.atWarn().log("goes on in {} ms after: {}", pause.toMillis(), e.toString());
        LOG.atDebug().setCause(e).log("trouble");
        terms.drain().pause(pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
      }
    }
    try {
      warm.close();
    } catch (IOException e) {
      LOG.atWarn().log("session not cleaned up: {}", e.toString());
    }
  }

  private void take(WorkInbox.Claimed message) throws IOException {
    if (terms.drain().requested()) {
      message.release();
      return;
    }
    try (Claim claim = Claim.on(message, terms)) {
      if (terms.marks().over(claim.ref())) {
        reporter.emit(
            WorkerEvent.Type.CLEANED_UP,
            claim.ref(),
            "Clean up: run %d is over".formatted(claim.ref().run()));
        claim.delete();
        return;
      }
      switch (message.work()) {
        case Work.Render render -> runners.chunks().run(render, claim);
        case Work.Segment segment -> runners.films().run(segment, claim);
        case Work.Sequence sequence -> runners.films().run(sequence, claim);
      }
    } catch (LeaseLostException e) {
      warm.close();
      reporter.emit(
          WorkerEvent.Type.INTERRUPTED,
          message.work().ref(),
          "no heartbeat for %d s: the message may be another worker's"
              .formatted(terms.lease().toSeconds()));
    }
  }
}
