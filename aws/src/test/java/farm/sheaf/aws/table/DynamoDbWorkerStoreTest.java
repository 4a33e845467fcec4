package farm.sheaf.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.job.WorkerState;
import farm.sheaf.core.port.WorkerStore;
import farm.sheaf.core.port.WorkerStoreContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DynamoDbWorkerStoreTest extends WorkerStoreContract {
  @Override
  protected WorkerStore newStore() {
    return TestTable.create().stores().workers();
  }

  @Test
  void dynamodb_removes_a_worker_two_days_after_its_last_word() {
    TestTable made = TestTable.create();
    Instant now = Instant.parse("2026-11-05T10:00:00Z");
    WorkerState.Service service = new WorkerState.Service(Pool.CPU, WorkerKind.UNKNOWN);
    made.stores()
        .workers()
        .record(
            new WorkerState(
                "w-1", WorkerState.Condition.REFUSING, service, "x".repeat(5_000), now));
    assertThat(Attributes.number(made.table().get(Key.worker("w-1")), "expiresAt"))
        .isEqualTo(now.plus(Duration.ofDays(2)).getEpochSecond());
    assertThat(made.stores().workers().heardOf(now))
        .singleElement()
        .satisfies(worker -> assertThat(worker.note()).hasSize(1_000));
  }
}
