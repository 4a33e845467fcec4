package farm.sheaf.worker.stub;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.core.work.Work;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A received message whose lease holds as long as the test lets it. */
public final class StubMessage implements WorkInbox.Claimed {
  private final MemoryFarm farm;
  private final Work work;
  private final int receives;
  private final AtomicInteger heartbeats = new AtomicInteger();
  private volatile Cable cable = Cable.INTACT;

  /** What happens to a heartbeat. */
  public enum Cable {
    INTACT,
    /** Each heartbeat fails with an exception. */
    CUT,
    /** The queue says that the message is another's. */
    TAKEN
  }

  public StubMessage(MemoryFarm farm, Work work, int receives) {
    this.farm = farm;
    this.work = work;
    this.receives = receives;
  }

  public void cable(Cable state) {
    cable = state;
  }

  public int heartbeats() {
    return heartbeats.get();
  }

  @Override
  public Work work() {
    return work;
  }

  @Override
  public int receives() {
    return receives;
  }

  @Override
  public boolean extend(Duration lease) {
    heartbeats.incrementAndGet();
    return switch (cable) {
      case INTACT -> true;
      case TAKEN -> false;
      case CUT -> throw new IllegalStateException("the network is away");
    };
  }

  @Override
  public void release() {
    farm.did("release");
  }

  @Override
  public void delete() {
    farm.meet("delete");
    farm.did("delete");
  }
}
