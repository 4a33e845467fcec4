package farm.sheaf.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.worker.claim.Deadline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker has the time to hand back what it has, wherever the end comes from (row 10). */
final class DrainTest {
  private static final Duration SPOT_NOTICE = Duration.ofMinutes(2);

  /** What a sidecar has left for its own end, whatever the worker took. */
  private static final Duration SIDECAR = Duration.ofSeconds(5);

  static List<WorkerPod> pods() {
    return WorkerPod.all();
  }

  @ParameterizedTest
  @MethodSource("pods")
  void the_pod_outlives_its_workers_drain(WorkerPod pod) {
    Duration drain = pod.time("--grace").plus(Deadline.MARGIN);
    Duration given = Duration.ofSeconds(pod.spec().getTerminationGracePeriodSeconds());

    assertThat(given).isGreaterThanOrEqualTo(drain.plus(SIDECAR)).isLessThanOrEqualTo(SPOT_NOTICE);
  }
}
