package farm.sheaf.deploy.cluster;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One pool at one moment, a line of the CSV. What was not read is an empty cell: it is not zero.
 *
 * @param workers empty where Kubernetes did not answer
 * @param queue empty where SQS did not answer
 */
public record ScalingRow(
    Instant time, String pool, Optional<WorkerCount> workers, Optional<QueueDepth> queue) {
  /** The first line of the CSV. */
  public static final String HEADER =
      "time,pool,running,pending,desired,cpu_percent,cpu_target_percent,visible,in_flight";

  /**
   * How many messages wait, and how many are with a worker. SQS calls both approximate.
   *
   * @param visible those that a worker could take, now or after a delay
   */
  public record QueueDepth(int visible, int inFlight) {}

  /**
   * How many workers there are.
   *
   * @param pending pods that wait for a machine
   * @param desired how many there shall be, where something says so
   * @param cpu what the autoscaler of a Deployment goes by
   */
  public record WorkerCount(
      OptionalInt running, OptionalInt pending, OptionalInt desired, Cpu cpu) {}

  /** Percent of what the pods asked for. A young pod has no figure yet: {@code <unknown>}. */
  public record Cpu(OptionalInt percent, OptionalInt target) {
    static final Cpu NONE = new Cpu(OptionalInt.empty(), OptionalInt.empty());
  }

  /** The line. */
  public String csv() {
    return Stream.of(
            time.truncatedTo(ChronoUnit.SECONDS).toString(),
            pool,
            cell(workers.map(WorkerCount::running)),
            cell(workers.map(WorkerCount::pending)),
            cell(workers.map(WorkerCount::desired)),
            cell(workers.map(each -> each.cpu().percent())),
            cell(workers.map(each -> each.cpu().target())),
            queue.map(each -> "" + each.visible()).orElse(""),
            queue.map(each -> "" + each.inFlight()).orElse(""))
        .collect(Collectors.joining(","));
  }

  private static String cell(Optional<OptionalInt> number) {
    OptionalInt known = number.orElseGet(OptionalInt::empty);
    return known.isPresent() ? "" + known.getAsInt() : "";
  }
}
