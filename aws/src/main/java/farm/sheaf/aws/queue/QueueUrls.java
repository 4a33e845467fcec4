package farm.sheaf.aws.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The URLs of queues by their names, each asked for once. */
final class QueueUrls {
  private final SqsClient sqs;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  QueueUrls(SqsClient sqs) {
    this.sqs = sqs;
  }

  String of(String name) {
    return known.computeIfAbsent(name, this::ask);
  }

  private String ask(String name) {
    try {
      return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
    } catch (QueueDoesNotExistException e) {
      throw new IllegalStateException(
          "there is no queue \"%s\" in this account and region; check the SHEAF_ variables"
              .formatted(name),
          e);
    }
  }
}
