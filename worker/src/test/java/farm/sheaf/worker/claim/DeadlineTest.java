package farm.sheaf.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Instant T0 = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration GRACE = Duration.ofMinutes(1);

  @Test
  void without_one_every_frame_may_begin() {
    Deadline none = Deadline.none(GRACE);

    assertThat(none.admits(Instant.MAX)).isTrue();
    assertThat(none.abort()).isEmpty();
  }

  @Test
  void frames_begin_until_a_grace_and_a_margin_before_it() {
    Deadline deadline = Deadline.at(T0.plusSeconds(900), GRACE);

    assertThat(deadline.admits(T0.plusSeconds(809))).isTrue();
    assertThat(deadline.admits(T0.plusSeconds(810))).isFalse();
    assertThat(deadline.abort()).hasValue(T0.plusSeconds(870));
  }

  @Test
  void one_that_leaves_a_grace_lets_no_frame_begin_and_aborts_after_the_grace() {
    Deadline deadline = Deadline.none(GRACE);

    deadline.arriveAfterGrace(T0);

    assertThat(deadline.admits(T0)).isFalse();
    assertThat(deadline.abort()).hasValue(T0.plus(GRACE));
  }

  @Test
  void it_comes_nearer_and_never_moves_away() {
    Deadline deadline = Deadline.at(T0.plusSeconds(900), GRACE);
    AtomicInteger arrivals = new AtomicInteger();
    var _ = deadline.atArrival(arrivals::incrementAndGet);

    deadline.arrive(T0.plusSeconds(1000));
    assertThat(arrivals).hasValue(0);
    deadline.arrive(T0.plusSeconds(120));

    assertThat(arrivals).hasValue(1);
    assertThat(deadline.abort()).hasValue(T0.plusSeconds(90));
  }
}
