package farm.sheaf.local;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.worker.WorkerLaunch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSetupTest {
  @Test
  void a_worker_is_told_the_farms_lease_and_has_a_scratch_folder_of_its_own() {
    WorkerSetup setup =
        new WorkerSetup(
            FarmOptions.USUAL.with(
                new FarmOptions.Workers(
                    2,
                    WorkerLaunch.MAIN,
                    List.of(),
                    List.of("--blender", "/b"),
                    Duration.ofSeconds(9))),
            new FarmHome(Path.of("/farm")),
            Map.of());
    assertThat(setup.launch(2).arguments())
        .containsExactly(
            "--scratch",
            "/farm/scratch/worker-2",
            "--lease",
            FarmOptions.USUAL.tempo().lease().toSeconds() + "s",
            "--grace",
            "9s",
            "--blender",
            "/b");
    assertThat(setup.patience()).isGreaterThan(Duration.ofSeconds(9 + 30));
  }

  @Test
  void a_farm_that_starts_from_a_cache_shares_it_with_its_workers() {
    assertThat(WorkerSetup.quickStart(List.of("-Xmx1g", "-XX:AOTCache=/x/sheaf.aot")))
        .containsExactly("-XX:AOTCache=/x/sheaf.aot", "-Xlog:aot*=off");
    assertThat(WorkerSetup.quickStart(List.of("-XX:AOTCacheOutput=/x/new"))).isEmpty();
  }
}
