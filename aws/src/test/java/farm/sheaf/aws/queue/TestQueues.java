package farm.sheaf.aws.queue;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.FarmResources.DeadLetters;
import farm.sheaf.aws.FarmResources.Fairness;
import farm.sheaf.aws.FarmResources.Queues;
import farm.sheaf.aws.TestSqs;
import farm.sheaf.core.job.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** New queues for one test, on the server for all. */
final class TestQueues {
  static final SqsClient SQS = new AwsClients(TestSqs.environment()).sqs();

  final String jobs = create("jobs");
  final String logging = create("logging");

  private static String create(String purpose) {
    String name = purpose + "-" + UUID.randomUUID();
    SQS.createQueue(request -> request.queueName(name));
    return name;
  }

  Queues named(Fairness fairness) {
    DeadLetters dead = new DeadLetters("unused", "unused", "unused");
    return new Queues(Map.of(Pool.CPU, jobs), logging, "unused", dead, fairness);
  }

  static String url(String name) {
    return SQS.getQueueUrl(request -> request.queueName(name)).queueUrl();
  }

  static void sendText(String queue, String body) {
    SQS.sendMessage(request -> request.queueUrl(url(queue)).messageBody(body));
  }

  /** Takes all messages that are there now. */
  static List<String> drain(String queue) {
    List<String> bodies = new ArrayList<>();
    while (true) {
      List<Message> batch =
          SQS.receiveMessage(request -> request.queueUrl(url(queue)).maxNumberOfMessages(10))
              .messages();
      if (batch.isEmpty()) {
        return bodies;
      }
      batch.forEach(message -> bodies.add(message.body()));
    }
  }
}
