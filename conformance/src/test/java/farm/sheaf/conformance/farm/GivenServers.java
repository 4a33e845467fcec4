package farm.sheaf.conformance.farm;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.FarmResources;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Servers that somebody else has started, at the addresses that the variables give. Their S3 is
 * asked to send its events; one that knows no notifications leaves it to the sweep.
 *
 * @param environment addresses, region and credentials
 * @param end what happens to them when the suite is through
 */
public record GivenServers(Map<String, String> environment, Runnable end) implements Servers {
  public GivenServers {
    environment = Map.copyOf(environment);
  }

  @Override
  public News tellOfObjects(FarmParts parts, AwsClients clients) {
    FarmResources names = parts.names();
    String queue = names.queues().frameEvents();
    String url = parts.url(queue);
    String arn = parts.arn(queue);
    try {
      clients
          .sqs()
          .setQueueAttributes(
              set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy(arn))));
      notify(clients, names.buckets().pngFiles(), configuration(arn, "", ""));
      notify(clients, names.buckets().renderFiles(), configuration(arn, "output/", ".mp4"));
      return News.BY_EVENTS;
    } catch (S3Exception e) {
      return News.BY_SWEEP;
    }
  }

  private static void notify(AwsClients clients, String bucket, QueueConfiguration queue) {
    clients
        .s3()
        .putBucketNotificationConfiguration(
            put ->
                put.bucket(bucket)
                    .notificationConfiguration(all -> all.queueConfigurations(queue)));
  }

  private static QueueConfiguration configuration(String arn, String prefix, String suffix) {
    FilterRule start = FilterRule.builder().name(FilterRuleName.PREFIX).value(prefix).build();
    FilterRule end = FilterRule.builder().name(FilterRuleName.SUFFIX).value(suffix).build();
    return QueueConfiguration.builder()
        .queueArn(arn)
        .events(Event.S3_OBJECT_CREATED)
        .filter(filter -> filter.key(key -> key.filterRules(start, end)))
        .build();
  }

  /** Lets S3 send to the queue. */
  private static String policy(String arn) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
     "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "%s"}]}
    """
        .formatted(arn);
  }

  @Override
  public void close() {
    end.run();
  }
}
