package farm.sheaf.watcher;

import com.amazonaws.services.lambda.runtime.Context;
import farm.sheaf.core.farm.SweepFarm;
import farm.sheaf.core.farm.SweepFarm.Swept;
import farm.sheaf.core.farm.SweepFarm.Trouble;
import farm.sheaf.core.port.UnreadableJobException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sweep within the time that the function has; what troubled it is told in the function's log.
 */
final class Sweep {
  /** Of the function on AWS, for a caller that does not tell. */
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final SweepFarm sweepFarm;

  Sweep(SweepFarm sweepFarm) {
    this.sweepFarm = sweepFarm;
  }

  /**
   * How long jobs may be begun with: three quarters of the time that is left to the function, so
   * that the largest job begun last still ends within it, whatever the deployment's timeout is.
   */
  static Duration budget(@Nullable Context context) {
    Duration left =
        context == null ? USUAL_TIMEOUT : Duration.ofMillis(context.getRemainingTimeInMillis());
    return left.multipliedBy(3).dividedBy(4);
  }

  void run(Duration budget) {
    Swept swept = sweepFarm.sweep(budget);
    swept.troubles().forEach(Sweep::tell);
    swept
        .rest()
        .ifPresent(last -> LOG.info("sweep-unfinished swept={} after={}", swept.swept(), last));
  }

  private static void tell(Trouble trouble) {
    switch (trouble.why()) {
      case UnreadableJobException unreadable ->
          LOG.warn("sweep-trouble job={} reason=\"{}\"", trouble.id(), unreadable.getMessage());
      case RuntimeException fault -> LOG.warn("sweep-trouble job={}", trouble.id(), fault);
    }
  }
}
