package farm.sheaf.aws.queue;

import farm.sheaf.core.work.Work;
import java.time.Duration;

/**
 * A worker's time-bound claim on one message. While it lasts, no other worker gets the message;
 * when it runs out, another does, so its holder extends it in time or lets go of the work.
 *
 * <p>All calls may throw {@link software.amazon.awssdk.core.exception.SdkException} when SQS cannot
 * be reached; the lease then stands as it did. Safe for use by several threads.
 */
public interface Lease {
  Work work();

  /** How often the message was received, this time included; from 1. SQS counts approximately. */
  int receives();

  /**
   * Makes the lease last this long from now on.
   *
   * @throws LeaseLostException when it ran out before: another worker may have the message, so the
   *     holder must abort and touch nothing
   */
  void extend(Duration fromNow);

  /**
   * Removes the message: its work is done, or goes on in messages that were sent already. Harmless
   * when the lease has run out, or twice.
   */
  void delete();

  /** Gives the message back for another worker to receive at once. Harmless after the lease. */
  void release();
}
