package farm.sheaf.infra.data;

import farm.sheaf.infra.function.FunctionKind;
import farm.sheaf.infra.naming.FarmNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * A queue that a function is called from, with its dead letters. What dies here is an event, and
 * events may be lost: the sweep finds frames and films by itself. So nobody takes these dead
 * letters; an alarm tells people of them.
 */
final class EventQueue extends Construct {
  private final Queue queue;

  /** The names of a queue and of its dead letters. */
  record Named(String queue, String dead) {}

  EventQueue(Construct scope, String id, Named named, FunctionKind function, FarmNames names) {
    super(scope, id);
    Queue dead =
        FarmQueue.dead(this, named.dead(), function.visibility(), names, List.of(named.queue()));
    queue = FarmQueue.living(this, "Queue", named.queue(), function.visibility(), dead);
  }

  /** Lets S3 tell of objects in these buckets of this account, and of no others. */
  void takeNewsOf(List<String> bucketArns) {
    queue.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("NewsFromBuckets")
            .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(queue.getQueueArn()))
            .conditions(
                new TreeMap<>(
                    Map.of(
                        "ArnEquals", Map.of("aws:SourceArn", bucketArns),
                        "StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
            .build());
  }

  String arn() {
    return queue.getQueueArn();
  }

  IConstruct policy() {
    return queue.getNode().findChild("Policy");
  }
}
