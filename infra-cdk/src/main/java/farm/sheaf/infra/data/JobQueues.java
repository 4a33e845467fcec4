package farm.sheaf.infra.data;

import farm.sheaf.infra.function.FunctionKind;
import farm.sheaf.infra.naming.FarmNames;
import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Work for each pool's workers, and one queue for the work that died in any of them. */
final class JobQueues extends Construct {
  /** A worker's lease, which it renews every quarter of it. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  JobQueues(Construct scope, FarmNames names, List<String> pools) {
    super(scope, "JobQueues");
    // The watcher is called with dead letters.
    Queue dead =
        FarmQueue.dead(
            this,
            names.jobQueueDead(),
            FunctionKind.WATCHER.visibility(),
            names,
            pools.stream().map(names::jobQueue).toList());
    pools.forEach(pool -> FarmQueue.living(this, pool, names.jobQueue(pool), LEASE, dead));
  }
}
