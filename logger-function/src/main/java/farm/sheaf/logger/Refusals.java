package farm.sheaf.logger;

import farm.sheaf.core.work.WorkerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers that refuse to serve, in the function's own log, where an alarm listens for the word: a
 * farm whose workers all refuse would be silent otherwise.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private Refusals() {}

  static void tell(WorkerEvent event) {
    if (event.type() == WorkerEvent.Type.WORKER_REFUSED) {
      LOG.warn(
          "{} worker={} reason=\"{}\"",
          event.type().word(),
          event.worker(),
          event.detail().message().strip().replaceAll("\\s*\\R\\s*", " | "));
    }
  }
}
