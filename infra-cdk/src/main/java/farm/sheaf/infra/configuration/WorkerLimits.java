package farm.sheaf.infra.configuration;

import java.util.List;

/**
 * The most workers of each pool, which is also the most that a farm may spend at a time.
 *
 * @param cpu at least one
 * @param gpu none means that the farm has no GPU pool: a new account's quota of GPUs is often zero
 */
public record WorkerLimits(int cpu, int gpu) {
  private static final int MOST = 1_000;

  public WorkerLimits {
    inRange(cpu, 1);
    inRange(gpu, 0);
  }

  private static void inRange(int workers, int least) {
    if (workers < least || workers > MOST) {
      throw new IllegalArgumentException(
          "%d workers; write a number from %d to %,d".formatted(workers, least, MOST));
    }
  }

  /** The names of the pools that this farm has. */
  public List<String> pools() {
    return gpu == 0 ? List.of("cpu") : List.of("cpu", "gpu");
  }
}
