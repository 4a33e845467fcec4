package farm.sheaf.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.stub.ManualTime;
import farm.sheaf.worker.stub.MemoryFarm;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AliveTest {
  private final MemoryFarm farm = new MemoryFarm();
  private final ManualTime time = new ManualTime();
  private final Reporter reporter = new Reporter(WorkerEvent.Source.of("w1"), farm, time);

  @Test
  void a_silent_worker_says_once_a_minute_that_it_is_there() {
    try (Alive _ = Alive.begin(reporter, time)) {
      reporter.emit(WorkerEvent.Type.WORKER_STARTED, "");
      time.pass(Duration.ofMinutes(60));
    }

    assertThat(alive()).isEqualTo(60);
  }

  @Test
  void a_worker_that_tells_of_frames_says_so_as_well() {
    try (Alive _ = Alive.begin(reporter, time)) {
      for (int frame = 0; frame < 120; frame++) {
        reporter.emit(WorkerEvent.Type.FRAME_RENDERED, "");
        time.pass(Duration.ofSeconds(30));
      }
    }

    assertThat(alive()).isEqualTo(60);
  }

  @Test
  void a_worker_that_has_stopped_is_silent() {
    Alive alive = Alive.begin(reporter, time);
    reporter.emit(WorkerEvent.Type.WORKER_STARTED, "");
    alive.close();

    time.pass(Duration.ofHours(1));

    assertThat(alive()).isZero();
  }

  private long alive() {
    return farm.events(WorkerEvent.Type.WORKER_ALIVE).size();
  }
}
