package farm.sheaf.core.port;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A queue in memory, for tests of use cases: what was sent waits until a test takes it. */
public final class InMemoryWorkQueue implements WorkQueue {
  private final List<Work> waiting = new ArrayList<>();
  private final List<Work> everSent = new ArrayList<>();
  private boolean failNext;

  @Override
  public void send(Pool pool, List<Work> work) {
    if (work.isEmpty() || work.size() > BATCH) {
      throw new IllegalArgumentException("a batch has 1 to 10 entries, not " + work.size());
    }
    if (failNext) {
      failNext = false;
      throw new IllegalStateException("no send: the sender was killed");
    }
    waiting.addAll(work);
    everSent.addAll(work);
  }

  /** The next to send something dies before it is sent. */
  public void failNextSend() {
    failNext = true;
  }

  @Override
  public Depth depth(Pool pool) {
    return new Depth(waiting.size(), 0);
  }

  @Override
  public Set<Pool> pools() {
    return Set.of(Pool.CPU);
  }

  /** All that waits; the queue is empty after it. */
  public List<Work> takeAll() {
    List<Work> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  /** All of a job's that waits; other jobs' stays. */
  public List<Work> take(JobId id) {
    List<Work> taken = waiting.stream().filter(work -> work.ref().jobId().equals(id)).toList();
    waiting.removeAll(taken);
    return taken;
  }

  public List<Work> everSent() {
    return List.copyOf(everSent);
  }
}
