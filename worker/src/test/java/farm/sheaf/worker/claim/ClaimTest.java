package farm.sheaf.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import farm.sheaf.worker.stub.Bench;
import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.StubMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {
  @TempDir Path folder;
  private Bench bench;
  private StubMessage message;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Bench(folder);
    message = bench.message(Jobs.render("1-5"));
  }

  @AfterEach
  void tearDown() throws IOException {
    bench.close();
  }

  @Test
  void row9_the_heartbeat_renews_the_lease_every_quarter_of_it() {
    try (Claim claim = Claim.on(message, bench.terms())) {
      await().atMost(Bench.LEASE.multipliedBy(2)).until(() -> message.heartbeats() >= 5);

      assertThat(claim.stopped()).isEmpty();
      claim.requireHeld();
    }
  }

  @Test
  void one_heartbeat_that_fails_does_not_lose_the_lease() {
    try (Claim claim = Claim.on(message, bench.terms())) {
      message.cable(StubMessage.Cable.CUT);
      await().until(() -> message.heartbeats() >= 1);
      message.cable(StubMessage.Cable.INTACT);
      await().until(() -> message.heartbeats() >= 6);

      assertThat(claim.stopped()).isEmpty();
    }
  }

  @Test
  void a_lease_without_heartbeat_is_lost_and_forbids_to_delete() {
    try (Claim claim = Claim.on(message, bench.terms())) {
      AtomicInteger stops = new AtomicInteger();
      var _ = claim.atStop(stops::incrementAndGet);
      message.cable(StubMessage.Cable.CUT);
      bench.advance(Bench.LEASE);

      assertThat(claim.stopped()).hasValue(Stop.LEASE_LOST);
      assertThat(stops).hasValue(1);
      assertThatThrownBy(claim::delete).isInstanceOf(LeaseLostException.class);
      assertThat(bench.farm.deeds()).doesNotContain("delete");
    }
  }

  @Test
  void a_message_that_is_anothers_is_lost_at_once() {
    try (Claim claim = Claim.on(message, bench.terms())) {
      message.cable(StubMessage.Cable.TAKEN);

      await().until(() -> claim.stopped().isPresent());

      assertThat(claim.stopped()).hasValue(Stop.LEASE_LOST);
    }
  }

  @Test
  void a_run_that_is_over_stops_work_but_lets_its_message_be_deleted() {
    try (Claim claim = Claim.on(message, bench.terms())) {
      bench.farm.letDieBelow(Jobs.ID, 2);

      await().until(() -> claim.stopped().isPresent());

      assertThat(claim.stopped()).hasValue(Stop.RUN_OVER);
      claim.delete();
      assertThat(bench.farm.deeds()).endsWith("delete");
    }
  }

  @Test
  void a_mark_that_cannot_be_read_stops_nothing() {
    bench.farm.faults().fail("mark", 100);
    try (Claim claim = Claim.on(message, bench.terms())) {
      await().until(() -> message.heartbeats() >= 3);

      assertThat(claim.stopped()).isEmpty();
    }
  }

  @Test
  void the_mark_is_read_about_once_a_heartbeat_however_short_the_chunks_are() {
    RunMarks marks = bench.terms().marks();
    for (int chunk = 0; chunk < 100; chunk++) {
      assertThat(marks.over(Jobs.render("1", 1).ref())).isFalse();
    }
    bench.farm.letDieBelow(Jobs.ID, 2);
    bench.advance(Claim.Terms.beat(Bench.LEASE));

    assertThat(marks.over(Jobs.render("1", 1).ref())).isTrue();
    assertThat(marks.over(Jobs.render("1", 2).ref())).isFalse();
    assertThat(bench.farm.deeds().stream().filter("mark"::equals)).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void a_message_held_for_hours_begins_no_more_frames_because_sqs_takes_it_back_after_twelve() {
    Claim.Terms usual = bench.terms();
    Claim.Terms patient =
        new Claim.Terms(Duration.ofHours(10), usual.marks(), usual.drain(), usual.clock());
    try (Claim claim = Claim.on(message, patient)) {
      bench.advance(Duration.ofHours(5));
      assertThat(claim.ending()).isFalse();

      bench.advance(Duration.ofHours(1));

      assertThat(claim.ending()).isTrue();
      assertThat(claim.stopped()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"11h, PT20M, PT40M", "1h, PT10H, PT11H", "90s, PT11H, PT11H30M"})
  void no_frame_begins_that_might_end_after_sqs_has_taken_the_message_back(
      String frameTimeout, Duration begins, Duration tooLate) {
    Claim.Terms usual = bench.terms();
    Claim.Terms patient =
        new Claim.Terms(Duration.ofHours(20), usual.marks(), usual.drain(), usual.clock());
    StubMessage slow = bench.message(Jobs.slow("1-5", frameTimeout));
    try (Claim claim = Claim.on(slow, patient)) {
      bench.advance(begins);
      assertThat(claim.ending()).isFalse();

      bench.advance(tooLate.minus(begins));

      assertThat(claim.ending()).isTrue();
    }
  }

  @Test
  void the_end_of_the_grace_stops_work_that_began_before_and_after() throws IOException {
    Bench draining = new Bench(folder.resolve("two"), bench.sessions, Duration.ofMillis(10));
    try (draining;
        Claim before = Claim.on(message, draining.terms())) {
      draining.drain.request();
      assertThat(before.ending()).isTrue();

      await().until(() -> before.stopped().isPresent());

      assertThat(before.stopped()).hasValue(Stop.GRACE_OVER);
      before.requireHeld();
      try (Claim after = Claim.on(message, draining.terms())) {
        assertThat(after.stopped()).hasValue(Stop.GRACE_OVER);
      }
    }
  }
}
