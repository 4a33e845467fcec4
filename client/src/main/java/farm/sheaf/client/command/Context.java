package farm.sheaf.client.command;

import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.farm.Farms;
import farm.sheaf.client.job.WatchJob.Pause;
import farm.sheaf.client.machine.Machine;
import farm.sheaf.client.talk.Problem;
import farm.sheaf.client.talk.Talk;
import java.time.InstantSource;

/** All that a command touches outside itself. */
public record Context(
    Talk talk, Farms farms, Machine machine, Time time, Interruption interruption) {
  /** The clock and the passing of time. */
  public record Time(InstantSource clock, Pause pause) {}

  /** The farm that runs, or the problem that none does. */
  Farm farm() {
    return farms
        .running()
        .orElseThrow(
            () ->
                Problem.failed(
                    "No farm runs on this machine.\n"
                        + "Start one with ./sheaf up, or render at once with ./sheaf render"
                        + " FILE."));
  }
}
