package farm.sheaf.worker;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.stub.Bench;
import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.StubMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop, with a stub renderer and a farm in memory. */
class WorkerTest {
  @TempDir Path folder;
  private Bench bench;
  private final Deque<Work> queue = new ArrayDeque<>();
  private final AtomicInteger receiveFaults = new AtomicInteger();

  @BeforeEach
  void setUp() throws IOException {
    bench = new Bench(folder);
  }

  @AfterEach
  void tearDown() throws IOException {
    bench.close();
  }

  @Test
  void chunks_and_then_their_film_are_worked_off_until_the_drain() {
    queue.add(Jobs.render("1-3"));
    queue.add(Jobs.render("4-6"));
    queue.add(Jobs.sequence("1-6"));

    worker().run();

    assertThat(bench.farm.objects()).hasSize(7);
    assertThat(bench.farm.deeds().stream().filter("delete"::equals)).hasSize(3);
    assertThat(bench.sessions.opened()).hasSize(1);
    assertThat(bench.sessions.leftOpen()).isZero();
  }

  @Test
  void row7_neither_a_failing_queue_nor_failing_messages_end_the_worker() {
    receiveFaults.set(1);
    bench.sessions.script().fail(1, FailureKind.CRASH, "no luck");
    bench.farm.faults().fail("send", 1);
    queue.add(Jobs.render("1-3"));
    queue.add(Jobs.render("4-6"));

    worker().run();

    assertThat(bench.sessions.script().rendered()).containsExactly(4, 5, 6);
    assertThat(bench.farm.deeds().stream().filter("delete"::equals)).hasSize(1);
  }

  @Test
  void a_run_that_is_over_is_not_even_begun() {
    bench.farm.letDieBelow(Jobs.ID, 2);
    queue.add(Jobs.render("1-3", 1));
    queue.add(Jobs.render("4-6", 2));

    worker().run();

    assertThat(bench.sessions.script().rendered()).containsExactly(4, 5, 6);
    assertThat(bench.farm.deeds().stream().filter("delete"::equals)).hasSize(2);
    assertThat(
            bench.farm.events(WorkerEvent.Type.CLEANED_UP).getFirst().about().orElseThrow().run())
        .isEqualTo(1);
  }

  @Test
  void a_message_that_comes_when_the_drain_has_begun_is_given_back() {
    queue.add(Jobs.render("1-3"));
    Worker worker =
        worker(
            () -> {
              bench.drain.request();
              return Optional.ofNullable(queue.poll()).map(bench::message);
            });

    worker.run();

    assertThat(bench.farm.deeds()).containsExactly("release");
  }

  @Test
  void a_worker_that_lost_its_lease_goes_on_with_the_next_message() {
    queue.add(Jobs.render("1-3"));
    queue.add(Jobs.render("4-6"));
    bench
        .sessions
        .script()
        .before(
            frame -> {
              if (frame == 2) {
                bench.time.jump(Bench.LEASE);
              }
            });

    worker().run();

    assertThat(bench.sessions.script().rendered()).contains(1, 4, 5, 6);
    assertThat(bench.farm.deeds().stream().filter("delete"::equals)).hasSize(1);
    assertThat(bench.farm.events(WorkerEvent.Type.INTERRUPTED)).hasSize(1);
    assertThat(bench.sessions.leftOpen()).isZero();
  }

  @Test
  void an_idle_worker_closes_its_session() {
    queue.add(Jobs.render("1-3"));
    AtomicInteger looks = new AtomicInteger();
    Worker worker =
        worker(
            () -> {
              Optional<WorkInbox.Claimed> message =
                  Optional.ofNullable(queue.poll()).map(bench::message);
              if (message.isEmpty() && looks.incrementAndGet() == 1) {
                assertThat(bench.sessions.leftOpen()).isOne();
                bench.advance(Duration.ofSeconds(60));
              } else if (looks.get() == 2) {
                assertThat(bench.sessions.leftOpen()).isZero();
                bench.drain.request();
              }
              return message;
            });

    worker.run();

    assertThat(looks).hasValue(2);
    assertThat(bench.farm.events(WorkerEvent.Type.SESSION_CLOSED)).hasSize(1);
  }

  private Worker worker() {
    return worker(this::nextOrDrain);
  }

  private Optional<WorkInbox.Claimed> nextOrDrain() {
    if (receiveFaults.getAndDecrement() > 0) {
      throw new IllegalStateException("the queue is away");
    }
    Work work = queue.poll();
    if (work == null) {
      bench.drain.request();
      return Optional.empty();
    }
    StubMessage message = bench.message(work);
    return Optional.of(message);
  }

  private Worker worker(WorkInbox inbox) {
    return new Worker(inbox, Core.of(bench), bench.warm, bench.drain);
  }
}
