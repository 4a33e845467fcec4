package farm.sheaf.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.ManualTime;
import farm.sheaf.worker.stub.MemoryFarm;
import farm.sheaf.worker.stub.StubMessage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration BEAT = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final ManualTime time = new ManualTime();
  private final MemoryFarm farm = new MemoryFarm();
  private final StubMessage message = new StubMessage(farm, Jobs.render("1-5"), 1);
  private final Deadline deadline = Deadline.none(GRACE);
  private final Claim.Terms terms =
      new Claim.Terms(LEASE, new RunMarks(farm, BEAT, time), deadline, time);

  @Test
  void row9_the_heartbeat_renews_the_lease_every_quarter_of_it_until_the_close() {
    try (Claim claim = Claim.on(message, terms)) {
      time.pass(Duration.ofHours(1));

      assertThat(message.heartbeats()).isEqualTo(120);
      assertThat(claim.stopped()).isEmpty();
      claim.requireHeld();
    }
    time.pass(Duration.ofHours(1));
    assertThat(message.heartbeats()).isEqualTo(120);
  }

  @Test
  void heartbeats_that_fail_do_not_lose_the_lease_until_it_has_run_out() {
    try (Claim claim = Claim.on(message, terms)) {
      message.cable(StubMessage.Cable.CUT);
      time.pass(BEAT.multipliedBy(2));
      message.cable(StubMessage.Cable.INTACT);
      time.pass(LEASE.multipliedBy(2));

      assertThat(claim.stopped()).isEmpty();
    }
  }

  @Test
  void a_lease_without_heartbeat_is_lost_and_forbids_to_delete() {
    try (Claim claim = Claim.on(message, terms)) {
      AtomicInteger stops = new AtomicInteger();
      var _ = claim.atStop(stops::incrementAndGet);
      message.cable(StubMessage.Cable.CUT);
      time.pass(LEASE.multipliedBy(2));

      assertThat(stops).hasValue(1);
      assertThat(claim.stopped()).hasValue(Stop.LEASE_LOST);
      assertThatThrownBy(claim::delete).isInstanceOf(LeaseLostException.class);
      assertThat(farm.deeds()).doesNotContain("delete");
    }
  }

  @Test
  void on_a_machine_that_slept_a_lease_is_lost_before_anything_else_is_done() {
    try (Claim claim = Claim.on(message, terms)) {
      time.jump(LEASE);

      assertThatThrownBy(claim::requireHeld).isInstanceOf(LeaseLostException.class);
    }
  }

  @Test
  void a_message_that_is_anothers_is_lost_with_the_next_heartbeat() {
    try (Claim claim = Claim.on(message, terms)) {
      message.cable(StubMessage.Cable.TAKEN);

      time.pass(BEAT);

      assertThat(claim.stopped()).hasValue(Stop.LEASE_LOST);
    }
  }

  @Test
  void a_run_that_is_over_stops_work_but_lets_its_message_be_deleted() {
    try (Claim claim = Claim.on(message, terms)) {
      farm.letDieBelow(Jobs.ID, 2);

      time.pass(BEAT);

      assertThat(claim.stopped()).hasValue(Stop.RUN_OVER);
      claim.delete();
      assertThat(farm.deeds()).endsWith("delete");
    }
  }

  @Test
  void a_mark_that_cannot_be_read_stops_nothing() {
    farm.faults().fail("mark", 100);
    try (Claim claim = Claim.on(message, terms)) {
      time.pass(LEASE);

      assertThat(claim.stopped()).isEmpty();
    }
  }

  @Test
  void work_that_takes_longer_than_one_receive_stops_while_it_can_still_be_handed_back() {
    try (Claim claim = Claim.on(message, terms)) {
      time.pass(Duration.ofHours(1));
      assertThat(claim.tooLateFor(Duration.ofHours(10))).isFalse();
      assertThat(claim.tooLateFor(Duration.ofHours(11))).isTrue();

      time.pass(Duration.ofMinutes(10 * 60 + 57));
      assertThat(claim.stopped()).isEmpty();
      time.pass(Duration.ofMinutes(1));

      assertThat(claim.stopped()).hasValue(Stop.DEADLINE);
      claim.requireHeld();
    }
  }

  @ParameterizedTest
  @CsvSource({"PT11H, PT50M, PT1H", "PT1H, PT10H, PT11H", "PT90S, PT11H, PT11H56M"})
  void nothing_begins_that_might_end_after_sqs_has_taken_the_message_back(
      Duration longest, Duration begins, Duration tooLate) {
    try (Claim claim = Claim.on(message, terms)) {
      time.pass(begins);
      assertThat(claim.tooLateFor(longest)).isFalse();

      time.pass(tooLate.minus(begins));

      assertThat(claim.tooLateFor(longest)).isTrue();
    }
  }

  @Test
  void a_deadline_that_arrives_stops_work_that_began_before_and_after() {
    try (Claim before = Claim.on(message, terms)) {
      AtomicInteger stops = new AtomicInteger();
      var _ = before.atStop(stops::incrementAndGet);
      deadline.arriveAfterGrace(time.instant());
      assertThat(before.ending()).isTrue();
      assertThat(before.stopped()).isEmpty();

      time.pass(GRACE);

      assertThat(stops).hasValue(1);
      assertThat(before.stopped()).hasValue(Stop.DEADLINE);
      before.requireHeld();
      try (Claim after = Claim.on(message, terms)) {
        assertThat(after.stopped()).hasValue(Stop.DEADLINE);
      }
    }
  }
}
