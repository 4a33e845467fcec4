package farm.sheaf.aws;

import farm.sheaf.aws.bucket.FrameBucket;
import farm.sheaf.aws.bucket.LogBucket;
import farm.sheaf.aws.bucket.SceneBucket;
import farm.sheaf.aws.queue.JobQueue;
import farm.sheaf.aws.table.DynamoDbStores;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.port.LogFiles;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.port.Stores;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * A farm as its functions see it: its use cases on its buckets, queues and table.
 *
 * @param logs where the logger writes
 */
public record AwsFarm(UseCases useCases, FarmResources resources, LogFiles logs) {
  private static final String SWEEP_AFTER = "SHEAF_SWEEP_AFTER";

  /**
   * A farm on AWS, as a function's environment names it. Its clients live as long as the JVM.
   * {@code SHEAF_SWEEP_AFTER}, such as {@code PT2S}, says how long a job must have been without
   * news before the sweep looks at it, where that is not {@link UseCases#QUIET}.
   */
  public static AwsFarm fromEnvironment() {
    Map<String, String> environment = System.getenv();
    AwsClients clients = new AwsClients(environment);
    FarmResources resources = FarmResources.fromEnvironment(environment);
    Stores stores = DynamoDbStores.of(clients.dynamoDb(), resources.table());
    return of(clients, resources, stores, quiet(environment));
  }

  private static Duration quiet(Map<String, String> environment) {
    String text = environment.getOrDefault(SWEEP_AFTER, "");
    try {
      return text.isBlank() ? UseCases.QUIET : Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is not a duration; write it like \"PT2S\"".formatted(SWEEP_AFTER, text), e);
    }
  }

  /**
   * A farm on these clients and these stores.
   *
   * @param quiet how long a job must have been without news before the sweep looks at it
   */
  public static AwsFarm of(
      AwsClients clients, FarmResources resources, Stores stores, Duration quiet) {
    LogBucket logs = new LogBucket(clients.s3(), resources.buckets().workerLogging());
    Ports ports =
        new Ports(
            stores,
            new SceneBucket(clients.s3(), resources.buckets().renderFiles()),
            new FrameBucket(clients.s3(), resources.buckets().pngFiles()),
            logs,
            new JobQueue(clients.sqs(), resources.queues()));
    return new AwsFarm(new UseCases(ports, InstantSource.system(), quiet), resources, logs);
  }
}
