package farm.sheaf.client.analysis;

import java.time.Duration;

/**
 * How a farm did against one machine.
 *
 * @param local how long the same frames took without a farm
 * @param factor how many times faster the farm was, from submission to film
 * @param efficiency the factor for each worker; 1 is all that could be hoped for
 */
public record SpeedUp(Duration local, double factor, double efficiency) {
  public static SpeedUp of(Timeline timeline, Duration local) {
    double factor = (double) local.toMillis() / Math.max(1, timeline.whole().toMillis());
    return new SpeedUp(local, factor, factor / timeline.workers());
  }
}
