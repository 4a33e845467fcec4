package farm.sheaf.core.port;

import static farm.sheaf.core.port.SampleJobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.job.WorkerState.Condition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of workers does, whatever it is made of. */
public abstract class WorkerStoreContract {
  private static final WorkerState.Service GPU =
      new WorkerState.Service(new Pool("gpu"), new WorkerKind("Blender 4.5.1, CUDA"));

  private WorkerStore store = new InMemoryStores();

  /** A store without anything in it. */
  protected abstract WorkerStore newStore() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = newStore();
  }

  private static WorkerState worker(String id, Condition condition, String note, Instant at) {
    return new WorkerState(id, condition, GPU, note, at);
  }

  @Test
  void the_latest_word_of_a_worker_counts() {
    WorkerState serving = worker("w-1", Condition.SERVING, "", NOW);
    WorkerState stopped = worker("w-1", Condition.STOPPED, "", NOW.plusMillis(250));
    WorkerState refusing =
        worker("w-2", Condition.REFUSING, "no ffmpeg: install it", NOW.plusMillis(1));
    store.record(stopped);
    store.record(serving);
    store.record(refusing);
    assertThat(store.heardOf(NOW.plusSeconds(1))).containsExactly(stopped, refusing);
  }

  @Test
  void a_worker_unheard_of_for_a_day_is_forgotten() {
    store.record(worker("w-1", Condition.SERVING, "", NOW));
    store.record(worker("w-2", Condition.SERVING, "", NOW.plusSeconds(60)));
    assertThat(store.heardOf(NOW.plus(Duration.ofDays(1)).plusSeconds(1)))
        .extracting(WorkerState::id)
        .containsExactly("w-2");
  }
}
