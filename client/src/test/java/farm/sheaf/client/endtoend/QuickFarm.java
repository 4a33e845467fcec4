package farm.sheaf.client.endtoend;

import farm.sheaf.local.FarmOptions;
import farm.sheaf.local.FarmPorts;
import farm.sheaf.local.LocalFarm;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.worker.WorkerLaunch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Farms in this JVM whose leases and sweeps are short, so that tests see them end. */
final class QuickFarm {
  static final FarmOptions.Tempo TEMPO =
      new FarmOptions.Tempo(
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3));

  private static final List<String> ARGUMENTS = List.of("--poll", "1s");

  private QuickFarm() {}

  static LocalFarm.Started withBlender(Path home) {
    return LocalFarm.start(new FarmHome(home).create(), options(WorkerLaunch.MAIN));
  }

  static FarmOptions options(String workerMain) {
    return FarmOptions.USUAL
        .with(FarmPorts.ANY)
        .with(TEMPO)
        .with(
            new FarmOptions.Workers(
                1, workerMain, WorkerLaunch.QUICK, ARGUMENTS, Duration.ofSeconds(10)));
  }
}
