package farm.sheaf.infra.guard;

import farm.sheaf.infra.naming.FarmNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * What people must hear of. Ten alarms are free in every account, the others ten cents a month
 * each, so there are no more than ten, also with a GPU pool.
 */
final class Alarms extends Construct {
  private static final Duration SOON = Duration.ofMinutes(5);

  /** The longest frame that a worker waits for; work that is older has nobody to do it. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(11);

  /** The logger writes this word into its log when a worker says so. */
  private static final String REFUSED = "worker-refused";

  private static final String NAMESPACE = "Sheaf";

  private final FarmNames names;
  private final Topic topic;

  Alarms(Construct scope, FarmNames names, List<String> pools, Topic topic) {
    super(scope, "Alarms");
    this.names = names;
    this.topic = topic;
    deadLetters();
    pools.forEach(this::waiting);
    List.of("server", "watcher", "logger").forEach(this::errors);
    refusing();
  }

  /** Dead work is taken by the watcher, so it is seen on its way only; dead events stay. */
  private void deadLetters() {
    alarm(
        "JobsDied",
        "Work was received ten times without an end: workers die of it, see the job's log",
        queue("NumberOfMessagesReceived", names.jobQueueDead(), "Sum"),
        1);
    Map.of("EventsDied", names.frameEventsDead(), "LogsDied", names.loggingQueueDead())
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            queue ->
                alarm(
                    queue.getKey(),
                    "Messages that the farm's functions could not take wait in " + queue.getValue(),
                    queue("ApproximateNumberOfMessagesVisible", queue.getValue(), "Maximum"),
                    1));
  }

  private void waiting(String pool) {
    alarm(
        "Waiting-" + pool,
        "Work for the pool %s has waited for %d hours: is there a worker for it?"
            .formatted(pool, LONGEST_WAIT.toHours()),
        queue("ApproximateAgeOfOldestMessage", names.jobQueue(pool), "Maximum"),
        LONGEST_WAIT.toSeconds());
  }

  private void errors(String function) {
    alarm(
        "Errors-" + function,
        "The function %s failed; its log says why".formatted(names.function(function)),
        metric("AWS/Lambda", "Errors", "Sum", Map.of("FunctionName", names.function(function))),
        1);
  }

  private void refusing() {
    String logName = "/aws/lambda/" + names.function("logger");
    ILogGroup log = LogGroup.fromLogGroupName(this, "LoggersLog", logName);
    String metricName = "WorkersRefused-" + names.stage();
    MetricFilter.Builder.create(this, "Refused")
        .logGroup(log)
        .filterName(REFUSED)
        .filterPattern(FilterPattern.literal("\"" + REFUSED + "\""))
        .metricNamespace(NAMESPACE)
        .metricName(metricName)
        .metricValue("1")
        .build();
    alarm(
        "WorkersRefuse",
        "A worker cannot render and says why in the log of " + names.function("logger"),
        metric(NAMESPACE, metricName, "Sum", Map.of()),
        1);
  }

  private static Metric queue(String name, String queue, String statistic) {
    return metric("AWS/SQS", name, statistic, Map.of("QueueName", queue));
  }

  private static Metric metric(
      String namespace, String name, String statistic, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .statistic(statistic)
        .dimensionsMap(dimensions)
        .period(software.amazon.awscdk.Duration.seconds(SOON.toSeconds()))
        .build();
  }

  private void alarm(String id, String description, Metric metric, long threshold) {
    Alarm.Builder.create(this, id)
        .alarmName("%s-%s".formatted(names.staged("sheaf"), id))
        .alarmDescription(description)
        .metric(metric)
        .threshold(threshold)
        .evaluationPeriods(1)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
  }
}
