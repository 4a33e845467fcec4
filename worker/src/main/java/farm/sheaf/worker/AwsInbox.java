package farm.sheaf.worker;

import farm.sheaf.aws.queue.JobQueue;
import farm.sheaf.aws.queue.Lease;
import farm.sheaf.aws.queue.LeaseLostException;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.work.Work;
import farm.sheaf.worker.port.Inbox;
import java.time.Duration;
import java.util.Optional;

/** Takes messages from a pool's queue. */
record AwsInbox(JobQueue queue, Pool pool, Duration poll) implements Inbox {
  @Override
  public Optional<Message> receive() {
    return queue.receive(pool, poll).map(Leased::new);
  }

  private record Leased(Lease lease) implements Message {
    @Override
    public Work work() {
      return lease.work();
    }

    @Override
    public int receives() {
      return lease.receives();
    }

    @Override
    public boolean extend(Duration duration) {
      try {
        lease.extend(duration);
        return true;
      } catch (LeaseLostException e) {
        return false;
      }
    }

    @Override
    public void release() {
      lease.release();
    }

    @Override
    public void delete() {
      lease.delete();
    }
  }
}
