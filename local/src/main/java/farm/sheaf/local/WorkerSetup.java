package farm.sheaf.local;

import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.worker.WorkerLaunch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the workers of one farm are started. */
record WorkerSetup(FarmOptions options, FarmHome home, Map<String, String> environment) {
  /** What a worker needs beyond its grace to abort a render, send the rest, and tell. */
  private static final Duration AFTER_GRACE = Duration.ofSeconds(35);

  WorkerLaunch launch(int number) {
    FarmOptions.Workers workers = options.workers();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--scratch", home.scratch().resolve("worker-" + number).toString()));
    arguments.addAll(List.of("--lease", options.tempo().lease().toSeconds() + "s"));
    arguments.addAll(List.of("--grace", workers.grace().toSeconds() + "s"));
    arguments.addAll(workers.arguments());
    return new WorkerLaunch(
        workers.mainClass(), workers.jvmFlags(), arguments, environment, home.logs());
  }

  /** How long a worker may take to drain before it is killed. */
  Duration patience() {
    return options.workers().grace().plus(AFTER_GRACE);
  }
}
