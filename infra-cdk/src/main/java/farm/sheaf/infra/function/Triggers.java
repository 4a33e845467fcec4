package farm.sheaf.infra.function;

import farm.sheaf.infra.naming.FarmNames;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.constructs.Construct;

/**
 * What calls the watcher and the logger: queues and the clock. Lambda polls a queue all the time,
 * with five receives of 20 seconds at once, so each mapping costs 650,000 requests a month; that is
 * why there are no more of them than the farm needs.
 */
final class Triggers extends Construct {
  /** The least that Lambda takes; of a new account's ten calls at once the rest is for people. */
  private static final int CALLS_AT_ONCE = 2;

  Triggers(Construct scope, FarmNames names, Alias watcher, Alias logger) {
    super(scope, "Triggers");
    // A film waits for the last of these, so they gather for a moment only.
    mapping("FrameEvents", names.queueArn(names.frameEvents()), watcher, new Batch(100, 2));
    mapping("DeadLetters", names.queueArn(names.jobQueueDead()), watcher, new Batch(10, 0));
    mapping("Logging", names.queueArn(names.loggingQueue()), logger, new Batch(100, 10));
    Rule.Builder.create(this, "Sweep")
        .ruleName(names.staged("sheaf-sweep"))
        .description("Has the watcher look after jobs that have been quiet")
        .schedule(Schedule.rate(Duration.minutes(1)))
        .targets(
            List.of(
                LambdaFunction.Builder.create(watcher)
                    .retryAttempts(0)
                    .maxEventAge(Duration.minutes(1))
                    .build()))
        .build();
  }

  /**
   * How messages are gathered for a call.
   *
   * @param seconds how long a batch that is not full waits for others
   */
  private record Batch(int messages, int seconds) {}

  private void mapping(String id, String queueArn, Alias function, Batch batch) {
    EventSourceMapping.Builder.create(this, id)
        .target(function)
        .eventSourceArn(queueArn)
        .batchSize(batch.messages())
        .maxBatchingWindow(Duration.seconds(batch.seconds()))
        .maxConcurrency(CALLS_AT_ONCE)
        .reportBatchItemFailures(true)
        .build();
  }
}
