package farm.sheaf.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final Instant T0 = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration LENGTH = Duration.ofMinutes(2);

  private final Lease fresh = Lease.received(LENGTH, T0);

  @Test
  void row9_a_renewal_is_due_every_quarter_of_its_length() {
    assertThat(fresh.nextBeat()).isEqualTo(T0.plusSeconds(30));
    assertThat(fresh.renewed(T0.plusSeconds(31)).nextBeat()).isEqualTo(T0.plusSeconds(61));
  }

  @Test
  void a_renewal_counts_from_when_it_was_asked_for() {
    Lease renewed = fresh.renewed(T0.plusSeconds(30));

    assertThat(renewed.lostAt(T0.plusSeconds(149))).isFalse();
    assertThat(renewed.lostAt(T0.plusSeconds(150))).isTrue();
  }

  @Test
  void a_renewal_without_answer_is_tried_again_and_proves_nothing() {
    Lease unanswered = fresh.unanswered(T0.plusSeconds(30));

    assertThat(unanswered.nextBeat()).isEqualTo(T0.plusSeconds(60));
    assertThat(unanswered.heldUntil()).isEqualTo(fresh.heldUntil());
    assertThat(unanswered.lostAt(T0.plusSeconds(119))).isFalse();
    assertThat(unanswered.lostAt(T0.plusSeconds(120))).isTrue();
  }

  @Test
  void no_renewal_reaches_past_the_twelve_hours_of_a_receive() {
    Instant late = T0.plus(Duration.ofHours(12)).minusSeconds(45);

    assertThat(fresh.extension(T0.plusSeconds(30))).isEqualTo(LENGTH);
    assertThat(fresh.extension(late)).isEqualTo(Duration.ofSeconds(45));
    assertThat(fresh.renewed(late).lostAt(T0.plus(Duration.ofHours(12)))).isTrue();
    assertThat(fresh.extension(T0.plus(Duration.ofHours(13)))).isPositive();
  }

  @Test
  void it_ends_a_length_before_the_twelve_hours() {
    assertThat(fresh.end()).isEqualTo(T0.plus(Duration.ofHours(12)).minus(LENGTH));
    assertThat(fresh.renewed(T0.plusSeconds(30)).end()).isEqualTo(fresh.end());
  }
}
