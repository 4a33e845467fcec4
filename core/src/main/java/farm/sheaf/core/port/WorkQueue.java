package farm.sheaf.core.port;

import farm.sheaf.core.job.Pool;
import farm.sheaf.core.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The queues that workers take their work from, one a pool. */
public interface WorkQueue {
  /** The most that one {@link #send} may take: an SQS batch. */
  int BATCH = 10;

  /**
   * About how much a queue holds; SQS counts approximately.
   *
   * @param waiting messages that no worker has
   * @param underWay messages that a worker has a lease on
   */
  record Depth(int waiting, int underWay) {
    public boolean empty() {
      return waiting == 0 && underWay == 0;
    }
  }

  /**
   * Sends up to {@link #BATCH} pieces of work; returns when all were accepted.
   *
   * @throws RuntimeException when one was not; some of them may have been sent
   */
  void send(Pool pool, List<Work> work);

  /**
   * Sends one piece of work to the queue of its job's pool.
   *
   * @throws RuntimeException when it was not accepted
   */
  default void send(Work work) {
    send(work.spec().settings().work().pool(), List.of(work));
  }

  /**
   * Like {@link #send(Work)}, of work that workers shall see only after a while. A queue that
   * cannot hold it back shows it at once.
   *
   * @param delay at most 15 minutes, as SQS holds back no longer
   * @throws RuntimeException when it was not accepted
   */
  default void sendLater(Work work, Duration delay) {
    send(work);
  }

  Depth depth(Pool pool);

  /** The pools that this farm has. */
  Set<Pool> pools();
}
