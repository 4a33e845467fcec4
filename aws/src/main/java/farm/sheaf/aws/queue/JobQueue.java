package farm.sheaf.aws.queue;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

import farm.sheaf.aws.FarmResources.Queues;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import farm.sheaf.json.WorkJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queues that workers take their work from, on SQS; {@link JobInbox} is their other end. */
public final class JobQueue implements WorkQueue {
  private final SqsClient sqs;
  private final Queues queues;
  private final QueueUrls urls;
  private final BatchSender sender;

  public JobQueue(SqsClient sqs, Queues queues) {
    this.sqs = sqs;
    this.queues = queues;
    this.urls = new QueueUrls(sqs);
    this.sender = new BatchSender(sqs, urls);
  }

  /**
   * {@inheritDoc}
   *
   * @throws NotSentException when one was not accepted, after some tries
   */
  @Override
  public void send(Pool pool, List<Work> work) {
    sender.send(queues.job(pool), work.stream().map(this::message).toList());
  }

  /**
   * {@inheritDoc}
   *
   * @throws NotSentException when it was not accepted, after some tries
   */
  @Override
  public void sendLater(Work work, Duration delay) {
    sender.send(
        queues.job(work.spec().settings().work().pool()), List.of(message(work).after(delay)));
  }

  private OutgoingMessage message(Work work) {
    Optional<String> group =
        switch (queues.fairness()) {
          case BY_JOB -> Optional.of(work.ref().jobId().value());
          case NONE -> Optional.empty();
        };
    return new OutgoingMessage(WorkJson.encode(work), group);
  }

  @Override
  public Depth depth(Pool pool) {
    String url = urls.of(queues.job(pool));
    Map<QueueAttributeName, String> counts =
        sqs.getQueueAttributes(
                request ->
                    request
                        .queueUrl(url)
                        .attributeNames(
                            APPROXIMATE_NUMBER_OF_MESSAGES,
                            APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                            APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes();
    return new Depth(
        count(counts.get(APPROXIMATE_NUMBER_OF_MESSAGES))
            + count(counts.get(APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)),
        count(counts.get(APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
  }

  private static int count(@Nullable String number) {
    return number == null ? 0 : Integer.parseInt(number);
  }

  @Override
  public Set<Pool> pools() {
    return queues.jobs().keySet();
  }
}
