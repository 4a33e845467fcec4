package farm.sheaf.worker;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.stub.Bench;
import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.MemoryQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Buckets that are away for longer than a message has receives, beside a queue that works. */
class OutageTest {
  @TempDir Path folder;
  private Bench bench;
  private MemoryQueue queue;
  private final List<Instant> receives = new ArrayList<>();

  @BeforeEach
  void setUp() throws IOException {
    bench = new Bench(folder);
    queue = new MemoryQueue(bench.time);
    bench.farm.deliverTo(queue);
  }

  @AfterEach
  void tearDown() throws IOException {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({"download, 15", "list, 15", "put, 45"})
  void an_outage_of_the_buckets_however_long_fails_no_frame_and_costs_no_attempt(
      String request, int failures) {
    bench.farm.faults().fail(request, failures);
    bench.farm.send(Jobs.render("1-3"));

    work();

    assertThat(bench.farm.objects()).hasSize(3);
    assertThat(queue.dead()).isEmpty();
    assertThat(bench.farm.sent())
        .hasSizeGreaterThan(10)
        .allSatisfy(work -> assertThat(((Work.Render) work).attempts()).isEqualTo(Attempts.NONE));
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_RETRIED)).isEmpty();
    assertThat(bench.farm.events(WorkerEvent.Type.FRAME_FAILED)).isEmpty();
  }

  @Test
  void a_worker_takes_ever_less_work_while_the_buckets_are_away() {
    bench.farm.faults().fail("list", 12);
    bench.farm.send(Jobs.render("1-3"));

    work();

    assertThat(Duration.between(receives.get(10), receives.get(11)))
        .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
    assertThat(Duration.between(receives.get(0), receives.get(1)))
        .isLessThan(Duration.ofMinutes(1));
  }

  /** Until the queue is empty. */
  private void work() {
    new Worker(this::nextOrDrain, Core.of(bench), bench.warm, bench.drain).run();
  }

  private Optional<WorkInbox.Claimed> nextOrDrain() {
    if (queue.empty()) {
      bench.drain.request();
      return Optional.empty();
    }
    Optional<WorkInbox.Claimed> message = queue.receive();
    message.ifPresent(_ -> receives.add(bench.time.instant()));
    return message;
  }
}
