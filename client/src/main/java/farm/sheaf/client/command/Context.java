package farm.sheaf.client.command;

import farm.sheaf.client.farm.Farms;
import farm.sheaf.client.job.WatchJob.Pause;
import farm.sheaf.client.machine.Machine;
import farm.sheaf.talk.Talk;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/**
 * All that a command touches outside itself.
 *
 * @param farms those that an environment means
 */
public record Context(
    Talk talk,
    Function<Map<String, String>, Farms> farms,
    Machine machine,
    Time time,
    Interruption interruption) {
  /** The clock and the passing of time. */
  public record Time(InstantSource clock, Pause pause) {}
}
