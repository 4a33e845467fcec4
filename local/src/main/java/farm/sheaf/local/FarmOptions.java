package farm.sheaf.local;

import farm.sheaf.core.port.JobStore;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.table.SqlJobStore;
import farm.sheaf.local.worker.WorkerLaunch;
import java.time.Duration;
import java.util.List;

/**
 * How a farm on one machine is set up.
 *
 * @param store makes the job store
 */
public record FarmOptions(Workers workers, FarmPorts ports, Tempo tempo, Store store) {
  /** One worker, the usual ports, the usual tempo, jobs in SQL. */
  public static final FarmOptions USUAL =
      new FarmOptions(Workers.USUAL, FarmPorts.USUAL, Tempo.USUAL, Store.SQL);

  /** Makes a job store for a home; closed with the farm when it is {@link AutoCloseable}. */
  public interface Store {
    Store SQL = home -> SqlJobStore.open(home.table().resolve("jobs"));

    JobStore open(FarmHome home);
  }

  /**
   * The workers.
   *
   * @param count 0 or more; one uses all cores, because Blender does
   * @param jvmFlags of each worker's JVM
   * @param arguments for each worker, such as {@code --blender FILE}
   * @param grace how long the frame in work may take when the farm stops
   */
  public record Workers(
      int count, String mainClass, List<String> jvmFlags, List<String> arguments, Duration grace) {
    public static final Workers USUAL =
        new Workers(1, WorkerLaunch.MAIN, WorkerLaunch.QUICK, List.of(), Duration.ofSeconds(60));

    public Workers {
      jvmFlags = List.copyOf(jvmFlags);
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * How long things take.
   *
   * @param lease of a worker on a message
   * @param functionTimeout of the functions; a sixth of the time after which a failed message of
   *     theirs comes again
   * @param sweepEvery between two sweeps
   * @param quiet how long a job must have been without news before the sweep looks at it
   */
  public record Tempo(
      Duration lease, Duration functionTimeout, Duration sweepEvery, Duration quiet) {
    /**
     * Quicker than on AWS, because requests cost nothing here: after a crash the work that was
     * under way is taken up within half a minute.
     */
    public static final Tempo USUAL =
        new Tempo(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20));
  }

  public FarmOptions with(Workers other) {
    return new FarmOptions(other, ports, tempo, store);
  }

  public FarmOptions with(FarmPorts other) {
    return new FarmOptions(workers, other, tempo, store);
  }

  public FarmOptions with(Tempo other) {
    return new FarmOptions(workers, ports, other, store);
  }

  public FarmOptions with(Store other) {
    return new FarmOptions(workers, ports, tempo, other);
  }
}
