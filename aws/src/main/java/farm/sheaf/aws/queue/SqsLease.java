package farm.sheaf.aws.queue;

import farm.sheaf.core.work.Work;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A lease whose claim is SQS's visibility timeout. */
record SqsLease(SqsClient sqs, String url, String receiptHandle, Work work, int receives)
    implements Lease {
  /** SQS lets a visibility timeout last 12 hours from the receive, all extensions together. */
  private static final int MOST_SECONDS = 12 * 60 * 60;

  @Override
  public void extend(Duration fromNow) {
    try {
      visibility(Math.clamp(fromNow.toSeconds(), 1, MOST_SECONDS));
    } catch (SqsException e) {
      throw lost(e) ? new LeaseLostException("the lease on " + work.ref() + " ran out", e) : e;
    }
  }

  @Override
  public void delete() {
    ignoringLoss(
        () -> sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(receiptHandle)));
  }

  @Override
  public void release() {
    ignoringLoss(() -> visibility(0));
  }

  private void visibility(int seconds) {
    sqs.changeMessageVisibility(
        request -> request.queueUrl(url).receiptHandle(receiptHandle).visibilityTimeout(seconds));
  }

  /** The message is somebody else's or gone: there is nothing left to give up. */
  private static void ignoringLoss(Runnable request) {
    try {
      request.run();
    } catch (SqsException e) {
      if (!lost(e)) {
        throw e;
      }
    }
  }

  /** Whether SQS says that the handle holds no message in flight; it has several words for it. */
  private static boolean lost(SqsException e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    return code.contains("MessageNotInflight")
        || code.contains("ReceiptHandleIsInvalid")
        || code.contains("InvalidParameterValue");
  }
}
