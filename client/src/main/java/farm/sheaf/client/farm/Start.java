package farm.sheaf.client.farm;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How to start a farm on this machine.
 *
 * @param workers Blender processes side by side, 0 or more
 * @param port of the HTTP front; empty: the usual one, or any where that is taken
 * @param grace how long a frame in work may take when the farm stops
 */
public record Start(int workers, OptionalInt port, Duration grace) {
  /** One worker, because Blender uses all cores by itself. */
  public static final int ONE = 1;

  /** For a farm that serves: as long as a worker on AWS has. */
  public static final Start SERVING = new Start(ONE, OptionalInt.empty(), Duration.ofSeconds(60));

  /** For a farm of one render: who stops that waits at the terminal. */
  public static final Start RENDERING = new Start(ONE, OptionalInt.empty(), Duration.ofSeconds(3));

  /** For a farm that renders nothing. */
  public static final Start IDLE = new Start(0, OptionalInt.empty(), Duration.ZERO);
}
