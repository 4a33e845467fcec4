package farm.sheaf.local;

import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.worker.WorkerLaunch;
import java.lang.management.ManagementFactory;
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
    List<String> flags = new ArrayList<>(workers.jvmFlags());
    flags.addAll(quickStart(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    return new WorkerLaunch(workers.mainClass(), flags, arguments, environment, home.logs());
  }

  /**
   * What this JVM was started with to start quickly and in silence: its AOT cache serves a worker
   * as well, which has the same class path and much of the same to do.
   */
  static List<String> quickStart(List<String> ofThisJvm) {
    List<String> cache = ofThisJvm.stream().filter(f -> f.startsWith("-XX:AOTCache=")).toList();
    return cache.isEmpty() ? List.of() : List.of(cache.getFirst(), "-Xlog:aot*=off");
  }

  /** How long a worker may take to drain before it is killed. */
  Duration patience() {
    return options.workers().grace().plus(AFTER_GRACE);
  }
}
