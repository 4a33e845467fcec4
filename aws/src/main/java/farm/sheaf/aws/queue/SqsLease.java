package farm.sheaf.aws.queue;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.core.work.Work;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Work under a lease whose mechanism is SQS's visibility timeout. */
record SqsLease(SqsClient sqs, String url, String receiptHandle, Work work, int receives)
    implements WorkInbox.Claimed {
  /** SQS lets a visibility timeout last 12 hours from the receive, all extensions together. */
  private static final int MOST_SECONDS = 12 * 60 * 60;

  @Override
  public boolean extend(Duration lease) {
    return unlessLost(() -> visibility(Math.clamp(lease.toSeconds(), 1, MOST_SECONDS)));
  }

  @Override
  public void delete() {
    var _ =
        unlessLost(
            () -> sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(receiptHandle)));
  }

  @Override
  public void release() {
    var _ = unlessLost(() -> visibility(0));
  }

  private void visibility(int seconds) {
    sqs.changeMessageVisibility(
        request -> request.queueUrl(url).receiptHandle(receiptHandle).visibilityTimeout(seconds));
  }

  /** False when the message is somebody else's or gone; there is nothing left to hold. */
  private static boolean unlessLost(Runnable request) {
    try {
      request.run();
      return true;
    } catch (SqsException e) {
      if (lost(e)) {
        return false;
      }
      throw e;
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
