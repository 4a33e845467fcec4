package farm.sheaf.deploy.cluster.health;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.FindStage;
import farm.sheaf.account.Stage;
import farm.sheaf.deploy.cluster.ClusterSettings;
import farm.sheaf.deploy.cluster.Reading;
import farm.sheaf.talk.Finding;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the doctor can tell of a farm's cluster: what it is, what lacks, what to do about it. */
public record ClusterDoctor(Stage stage, AwsAccess access, InstantSource clock) {
  /** Looks at the cluster of the stage that an environment names. */
  public static List<Finding> look(
      Stage stage, Map<String, String> environment, InstantSource clock) {
    return new ClusterDoctor(stage, AwsAccess.of(environment), clock).findings();
  }

  List<Finding> findings() {
    Reading<Optional<ClusterSettings>> read =
        Reading.of(
            () ->
                new FindStage(access)
                    .parameter(stage.clusterParameter())
                    .map(text -> ClusterSettings.read(stage, text)));
    return switch (read) {
      case Reading.Unread<Optional<ClusterSettings>> unread ->
          List.of(
              Finding.warn(
                  "cluster", "its settings could not be read: " + unread.what(), unread.advice()));
      case Reading.Known<Optional<ClusterSettings>> known ->
          known.value().map(this::findings).orElseGet(this::none);
    };
  }

  private List<Finding> findings(ClusterSettings settings) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Finding> all =
        new ArrayList<>(
            new ClusterFindings(stage, settings, today)
                .of(new ReadCluster(access, settings.cluster()).facts()));
    int gpuWorkers = settings.maxWorkers().getOrDefault("gpu", 0);
    if (gpuWorkers > 0) {
      all.addAll(new ReadGpuQuota(access).quota().findings(gpuWorkers));
    }
    return all;
  }

  private List<Finding> none() {
    return List.of(
        Finding.ok(
            "cluster",
            "the farm has none; workers on any host with the farm's variables do (./sheaf env --stage %s)"
                .formatted(stage)));
  }
}
