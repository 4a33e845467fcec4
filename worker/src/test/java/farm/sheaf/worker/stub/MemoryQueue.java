package farm.sheaf.worker.stub;

import farm.sheaf.core.job.Pool;
import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A queue in memory that counts receives as SQS does: what was received ten times and not deleted
 * is a dead letter. A receive that finds nothing takes the time of a long poll.
 */
public final class MemoryQueue implements WorkQueue, WorkInbox {
  private static final int MOST_RECEIVES = 10;
  private static final Duration POLL = Duration.ofSeconds(20);

  private final ManualTime time;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Work> dead = new ArrayList<>();

  public MemoryQueue(ManualTime time) {
    this.time = time;
  }

  @Override
  public synchronized void send(Pool pool, List<Work> work) {
    work.forEach(each -> entries.add(new Entry(each, time.instant())));
  }

  @Override
  public synchronized void sendLater(Work work, Duration delay) {
    entries.add(new Entry(work, time.instant().plus(delay)));
  }

  @Override
  public synchronized Depth depth(Pool pool) {
    return new Depth(entries.size(), 0);
  }

  @Override
  public Set<Pool> pools() {
    return Set.of(Pool.CPU);
  }

  public synchronized boolean empty() {
    return entries.isEmpty();
  }

  public synchronized List<Work> dead() {
    return List.copyOf(dead);
  }

  @Override
  public Optional<Claimed> receive() {
    Optional<Claimed> message = visible();
    if (message.isEmpty()) {
      time.pass(POLL);
    }
    return message;
  }

  private synchronized Optional<Claimed> visible() {
    for (Entry entry : List.copyOf(entries)) {
      if (!entry.hiddenUntil.isAfter(time.instant())) {
        if (entry.receives == MOST_RECEIVES) {
          entries.remove(entry);
          dead.add(entry.work);
        } else {
          entry.receives++;
          entry.hiddenUntil = time.instant().plus(Bench.LEASE);
          return Optional.of(new Receipt(entry, entry.receives));
        }
      }
    }
    return Optional.empty();
  }

  private static final class Entry {
    private final Work work;
    private Instant hiddenUntil;
    private int receives;

    Entry(Work work, Instant hiddenUntil) {
      this.work = work;
      this.hiddenUntil = hiddenUntil;
    }
  }

  private final class Receipt implements Claimed {
    private final Entry entry;
    private final int receives;

    Receipt(Entry entry, int receives) {
      this.entry = entry;
      this.receives = receives;
    }

    @Override
    public Work work() {
      return entry.work;
    }

    @Override
    public int receives() {
      return receives;
    }

    @Override
    public boolean extend(Duration lease) {
      synchronized (MemoryQueue.this) {
        boolean ours = entry.receives == receives && entries.contains(entry);
        if (ours) {
          entry.hiddenUntil = time.instant().plus(lease);
        }
        return ours;
      }
    }

    @Override
    public void release() {
      synchronized (MemoryQueue.this) {
        entry.hiddenUntil = time.instant();
      }
    }

    @Override
    public void delete() {
      synchronized (MemoryQueue.this) {
        entries.remove(entry);
      }
    }
  }
}
