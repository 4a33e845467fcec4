package farm.sheaf.worker.stub;

import farm.sheaf.core.job.Pool;
import farm.sheaf.core.port.EventLog;
import farm.sheaf.core.port.InMemoryWorkQueue;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A farm in memory that keeps what a worker did to it, in order, and fails when told. */
public final class MemoryFarm extends MemoryBuckets implements WorkQueue, EventLog {
  /** What was done to it, in order: {@code put 0001.png}, {@code send 2-3}, {@code flush}. */
  private final List<String> deeds = Collections.synchronizedList(new ArrayList<>());

  private final List<Work> sent = Collections.synchronizedList(new ArrayList<>());
  private final List<WorkerEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final Faults faults = new Faults();
  private WorkQueue delivery = new InMemoryWorkQueue();

  public Faults faults() {
    return faults;
  }

  public List<String> deeds() {
    return List.copyOf(deeds);
  }

  @Override
  void did(String deed) {
    deeds.add(deed);
  }

  @Override
  void meet(String deed) {
    faults.meet(deed);
  }

  public List<Work> sent() {
    return List.copyOf(sent);
  }

  public List<WorkerEvent> events() {
    return List.copyOf(events);
  }

  public List<WorkerEvent> events(WorkerEvent.Type type) {
    return events().stream().filter(event -> event.type() == type).toList();
  }

  /** What is sent goes there from now on; before, nobody receives it. */
  public void deliverTo(WorkQueue queue) {
    delivery = queue;
  }

  @Override
  public void send(Pool pool, List<Work> work) {
    meet("send");
    work.forEach(this::sent);
    delivery.send(pool, work);
  }

  @Override
  public void sendLater(Work work, Duration delay) {
    meet("send");
    sent(work);
    delivery.sendLater(work, delay);
  }

  private void sent(Work work) {
    did(
        switch (work) {
          case Work.Render render -> "send " + render.frames();
          case Work.Segment segment -> "send segment " + segment.number();
          case Work.Sequence _ -> "send film";
        });
    sent.add(work);
  }

  @Override
  public Depth depth(Pool pool) {
    return new Depth(sent.size(), 0);
  }

  @Override
  public Set<Pool> pools() {
    return Set.of(Pool.CPU);
  }

  @Override
  public void emit(WorkerEvent event) {
    events.add(event);
  }

  @Override
  public void flush() {
    meet("flush");
    did("flush");
  }
}
