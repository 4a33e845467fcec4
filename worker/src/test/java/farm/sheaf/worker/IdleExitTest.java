package farm.sheaf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.worker.claim.Drain;
import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.ManualTime;
import farm.sheaf.worker.stub.MemoryFarm;
import farm.sheaf.worker.stub.StubMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdleExitTest {
  private static final Duration POLL = Duration.ofSeconds(20);

  private final Drain drain = new Drain(Duration.ofMinutes(1), new ManualTime());
  private Instant now = Instant.EPOCH;
  private Optional<WorkInbox.Claimed> next = Optional.empty();
  private final IdleExit inbox =
      new IdleExit(this::receive, Duration.ofMinutes(1), drain, () -> now);

  @Test
  void a_queue_that_gives_nothing_for_long_enough_begins_the_drain() {
    inbox.receive();
    inbox.receive();
    assertThat(drain.requested()).isFalse();

    inbox.receive();

    assertThat(drain.requested()).isTrue();
  }

  @Test
  void time_spent_on_work_is_not_idle_time() {
    inbox.receive();
    inbox.receive();
    next = Optional.of(new StubMessage(new MemoryFarm(), Jobs.render("1-3"), 1));
    assertThat(inbox.receive()).isPresent();
    next = Optional.empty();
    now = now.plus(Duration.ofHours(1));

    inbox.receive();
    inbox.receive();

    assertThat(drain.requested()).isFalse();
  }

  @Test
  void a_queue_that_does_not_answer_proves_nothing() {
    IdleExit broken =
        new IdleExit(
            () -> {
              now = now.plus(Duration.ofHours(1));
              throw new IllegalStateException("the queue is away");
            },
            Duration.ofMinutes(1),
            drain,
            () -> now);

    assertThatThrownBy(broken::receive).hasMessage("the queue is away");
    assertThat(drain.requested()).isFalse();
  }

  private Optional<WorkInbox.Claimed> receive() {
    now = now.plus(POLL);
    return next;
  }
}
