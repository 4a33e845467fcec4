package farm.sheaf.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FarmHomeTest {
  private static final Endpoints ENDPOINTS =
      new Endpoints(
          URI.create("http://127.0.0.1:1"),
          URI.create("http://127.0.0.1:2"),
          URI.create("http://127.0.0.1:3"));

  @TempDir Path folder;

  private FarmHome home() {
    return new FarmHome(folder.resolve("home")).create();
  }

  @Test
  void the_environment_names_the_home() {
    assertThat(FarmHome.of(Map.of("SHEAF_HOME", "/srv/farm/../sheaf")).folder())
        .isEqualTo(Path.of("/srv/sheaf"));
    assertThat(FarmHome.of(Map.of("XDG_DATA_HOME", "/data")).folder().toString())
        .endsWith("/sheaf");
  }

  @Test
  void row17_each_farm_has_credentials_of_its_own_that_nobody_else_may_read() throws Exception {
    FarmHome home = home();
    FarmCredentials made = FarmCredentials.of(home);
    assertThat(FarmCredentials.of(home)).isEqualTo(made);
    assertThat(FarmCredentials.of(new FarmHome(folder.resolve("other")).create()))
        .isNotEqualTo(made);
    assertThat(Files.getPosixFilePermissions(home.credentialsFile()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(home.folder()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(made.toString()).doesNotContain(made.secretKey());
  }

  @Test
  void two_farms_never_share_a_home() {
    FarmHome home = home();
    try (HomeLock held = HomeLock.acquire(home)) {
      assertThat(HomeLock.isHeld(home)).isTrue();
      assertThatThrownBy(() -> HomeLock.acquire(home))
          .isInstanceOf(HomeInUseException.class)
          .hasMessageContaining(home.folder().toString());
      assertThat(held).isNotNull();
    }
    assertThat(HomeLock.isHeld(home)).isFalse();
  }

  @Test
  void the_error_names_the_process_that_holds_the_home() throws Exception {
    FarmHome home = home();
    Process other = ChildJvm.start(Holder.class, home.folder().toString());
    try {
      assertThat(ChildJvm.firstLine(other)).isEqualTo("held");
      assertThat(HomeLock.isHeld(home)).isTrue();
      assertThatThrownBy(() -> HomeLock.acquire(home))
          .hasMessageContaining("process " + other.pid())
          .hasMessageContaining("SHEAF_HOME");
    } finally {
      other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertThat(HomeLock.isHeld(home)).isFalse();
    HomeLock.acquire(home).close();
  }

  @Test
  void what_a_killed_farm_announced_is_not_believed() {
    FarmHome home = home();
    RunningFarm farm = new RunningFarm(1, Instant.parse("2026-11-05T10:00:00Z"), ENDPOINTS);
    try (HomeLock held = HomeLock.acquire(home)) {
      assertThat(RunningFarm.find(home)).isEmpty();
      farm.announce(home);
      assertThat(RunningFarm.find(home)).contains(farm);
      assertThat(held).isNotNull();
    }
    assertThat(RunningFarm.find(home)).isEmpty();
  }

  /** Holds a home until it is killed. */
  public static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      try (HomeLock held = HomeLock.acquire(new FarmHome(Path.of(args[0])))) {
        System.out.println(held == null ? "" : "held");
        Thread.sleep(60_000);
      }
    }
  }
}
