package farm.sheaf.local;

import farm.sheaf.core.port.Stores;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.table.SqlStores;
import farm.sheaf.local.worker.WorkerLaunch;
import java.time.Duration;
import java.util.List;

/**
 * How a farm on one machine is set up.
 *
 * @param table opens the job table
 */
public record FarmOptions(Workers workers, FarmPorts ports, Tempo tempo, Table table) {
  /** One worker, the usual ports, the usual tempo, the job table in SQL. */
  public static final FarmOptions USUAL =
      new FarmOptions(Workers.USUAL, FarmPorts.USUAL, Tempo.USUAL, Table.SQL);

  /** Opens the job table of a home. */
  public interface Table {
    Table SQL =
        home -> {
          SqlStores sql = SqlStores.open(home.table().resolve("jobs"));
          return new OpenTable(sql.stores(), sql::close);
        };

    OpenTable open(FarmHome home);
  }

  /**
   * The job table while the farm runs.
   *
   * @param closing what to do when it stops
   */
  public record OpenTable(Stores stores, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
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
    return new FarmOptions(other, ports, tempo, table);
  }

  public FarmOptions with(FarmPorts other) {
    return new FarmOptions(workers, other, tempo, table);
  }

  public FarmOptions with(Tempo other) {
    return new FarmOptions(workers, ports, other, table);
  }

  public FarmOptions with(Table other) {
    return new FarmOptions(workers, ports, tempo, other);
  }
}
