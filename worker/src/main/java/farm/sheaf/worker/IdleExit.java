package farm.sheaf.worker;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.worker.claim.Drain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An inbox that begins the drain when it gave nothing for a while: a pod that was made for a queue
 * ends when there is no more for it to do. The time counts from the end of the last work, and a
 * queue that does not answer proves nothing.
 */
final class IdleExit implements WorkInbox {
  private final WorkInbox inbox;
  private final Duration limit;
  private final Drain drain;
  private final InstantSource clock;
  private @Nullable Instant idleSince;

  IdleExit(WorkInbox inbox, Duration limit, Drain drain, InstantSource clock) {
    this.inbox = inbox;
    this.limit = limit;
    this.drain = drain;
    this.clock = clock;
  }

  @Override
  public Optional<Claimed> receive() {
    Instant since = idleSince == null ? clock.instant() : idleSince;
    Optional<Claimed> message = inbox.receive();
    if (message.isPresent()) {
      idleSince = null;
      return message;
    }
    idleSince = since;
    if (!clock.instant().isBefore(since.plus(limit))) {
      drain.request();
    }
    return message;
  }
}
