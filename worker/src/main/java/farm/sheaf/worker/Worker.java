package farm.sheaf.worker;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.worker.claim.Drain;
import farm.sheaf.worker.outage.OutageException;
import farm.sheaf.worker.scene.WarmSession;
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

  private final WorkInbox inbox;
  private final WorkRunner runner;
  private final WarmSession warm;
  private final Drain drain;
  private final Pauses troubles = new Pauses(Duration.ofMillis(500), Duration.ofSeconds(30));
  private final Pauses outages = new Pauses(Duration.ofSeconds(2), Duration.ofMinutes(5));

  Worker(WorkInbox inbox, WorkRunner runner, WarmSession warm, Drain drain) {
    this.inbox = inbox;
    this.runner = runner;
    this.warm = warm;
    this.drain = drain;
  }

  /** Works until the drain; leaves no Blender behind. */
  void run() {
    while (!drain.requested()) {
      try {
        Optional<WorkInbox.Claimed> message = inbox.receive();
        if (message.isPresent()) {
          take(message.get());
          outages.over();
        } else {
          warm.closeIfIdle(IDLE);
        }
        troubles.over();
      } catch (OutageException e) {
        pause(outages.next(), e);
      } catch (IOException | RuntimeException e) {
        pause(troubles.next(), e);
      }
    }
    try {
      warm.close();
    } catch (IOException e) {
      LOG.atWarn().log("session not cleaned up: {}", e.toString());
    }
  }

  private void take(WorkInbox.Claimed message) throws IOException {
    if (drain.requested()) {
      message.release();
    } else {
      runner.run(message, drain.deadline());
    }
  }

  private void pause(Duration pause, Exception cause) {
    LOG.atWarn().log("goes on in {} ms after: {}", pause.toMillis(), cause.toString());
    LOG.atDebug().setCause(cause).log("trouble");
    drain.pause(pause);
  }
}
