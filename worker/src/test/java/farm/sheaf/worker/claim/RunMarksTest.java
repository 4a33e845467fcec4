package farm.sheaf.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.work.TaskRef;
import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.ManualTime;
import farm.sheaf.worker.stub.MemoryFarm;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunMarksTest {
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final TaskRef FIRST = new TaskRef(Jobs.ID, 1, 1);
  private static final TaskRef SECOND = new TaskRef(Jobs.ID, 2, 1);

  private final MemoryFarm farm = new MemoryFarm();
  private final ManualTime time = new ManualTime();
  private final RunMarks marks = new RunMarks(farm, FRESH, time);

  @Test
  void a_mark_once_seen_stays_known_when_it_cannot_be_read_any_more() {
    farm.letDieBelow(Jobs.ID, 2);
    assertThat(marks.over(FIRST)).isTrue();

    farm.faults().fail("mark", 100);
    time.pass(Duration.ofHours(1));

    assertThat(marks.over(FIRST)).isTrue();
    assertThat(marks.over(SECOND)).isFalse();
  }

  @Test
  void a_mark_that_was_never_read_says_nothing() {
    farm.letDieBelow(Jobs.ID, 2);
    farm.faults().fail("mark", 1);

    assertThat(marks.over(FIRST)).isFalse();
    time.pass(FRESH);
    assertThat(marks.over(FIRST)).isTrue();
  }

  @Test
  void it_is_read_about_once_a_heartbeat_however_short_the_chunks_are() {
    for (int chunk = 0; chunk < 100; chunk++) {
      assertThat(marks.over(FIRST)).isFalse();
    }
    farm.letDieBelow(Jobs.ID, 2);
    time.pass(FRESH);

    assertThat(marks.over(FIRST)).isTrue();
    assertThat(marks.over(SECOND)).isFalse();
    assertThat(farm.deeds()).containsExactly("mark", "mark");
  }
}
