package farm.sheaf.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.endtoend.FarmUser;
import farm.sheaf.client.endtoend.Film;
import farm.sheaf.local.FarmOptions;
import farm.sheaf.local.FarmPorts;
import farm.sheaf.local.LocalFarm;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.worker.WorkerLaunch;
import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image at work: a real job from a real farm, in containers that are confined as the cluster's
 * are.
 */
@Timeout(600)
@ExtendWith(SwitchedOff.class)
class WorkerImageTest {
  /** Builds may run side by side on one machine. */
  private static final String VOLUME = "sheaf-image-test-" + ProcessHandle.current().pid();

  private static final Path SCENE = Path.of("..", "examples", "rolling-ball.blend");
  private static final long LARGEST_IMAGE = 1_400_000_000;

  @TempDir private static Path folder;
  private static Podman podman;
  private static WorkerImage image;
  private static LocalFarm.Started farm;
  private static FarmUser user;
  private static Path environment;

  @BeforeAll
  static void buildTheImageAndStartAFarm() throws IOException {
    podman = Podman.ready();
    image = WorkerImage.build(podman);
    farm =
        LocalFarm.start(
            new FarmHome(folder.resolve("farm")).create(),
            FarmOptions.USUAL
                .with(FarmPorts.ANY)
                .with(
                    new FarmOptions.Workers(
                        0, WorkerLaunch.MAIN, List.of(), List.of(), Duration.ofSeconds(10))));
    user = new FarmUser(farm.environment());
    environment =
        Files.createFile(
            folder.resolve("farm.env"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        environment,
        farm.environment().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  @AfterAll
  static void stopTheFarm() {
    user.close();
    farm.close();
  }

  @Test
  void the_image_is_small_enough_has_no_secrets_and_runs_as_nobody_of_importance()
      throws IOException {
    JsonNode it = image.inspect();
    JsonNode config = it.path("Config");

    assertThat(config.path("User").asText()).isEqualTo("10001:10000");
    assertThat(config.path("Cmd").toString()).isEqualTo("[\"sheaf-worker\"]");
    assertThat(config.path("Env"))
        .extracting(JsonNode::asText)
        .allMatch(each -> each.startsWith("PATH=") || each.startsWith("LANG="));
    assertThat(config.path("Labels").path("org.opencontainers.image.title").asText())
        .isEqualTo("Sheaf worker");
    assertThat(image.history())
        .doesNotContainIgnoringCase("AWS_")
        .doesNotContainIgnoringCase("password")
        .doesNotContainIgnoringCase("token")
        .doesNotContainIgnoringCase("secret");
    long size = it.path("Size").asLong();
    System.err.printf("The worker's image with Debian's Blender: %d MB%n", size / 1_000_000);
    assertThat(size).isLessThan(LARGEST_IMAGE);
  }

  @Test
  void a_job_becomes_a_film_in_two_hardened_containers_of_two_users() throws IOException {
    WorkerPodTemplate pod = WorkerPodTemplate.read();
    try (Volume volume = Volume.create(podman, VOLUME);
        RunningContainer blender = blender(pod.blender(), volume);
        RunningContainer worker = worker(pod.worker(), volume)) {
      ObjectNode job = completed(submit("two.blend", "1-6"), worker);

      Film film = Film.of(user.film(job, folder));
      assertThat(film.frames()).isEqualTo(6);
      assertThat(film.pixelFormat()).isEqualTo("yuv420p");
      confinedAs(pod.worker(), worker);
      confinedAs(pod.blender(), blender);
      assertThat(worker.inspect().path("Config").path("Env").toString())
          .contains("AWS_SECRET_ACCESS_KEY");
      aStrangersProgramReachesNothing(blender, worker);

      assertThat(worker.stop()).as(worker.logs()).isZero();
      await().atMost(Duration.ofSeconds(20)).until(() -> blender.pidsOf("blender").isEmpty());
      assertThat(podman.run(Shell.SHORT, "exec", blender.id(), "ls", "/scratch", "/tmp"))
          .isEqualTo("/scratch:\nlauncher\n\n/tmp:");
      assertThat(blender.stop()).isZero();
    }
  }

  @Test
  void alone_it_renders_too_and_ends_when_nothing_is_left_to_do() throws IOException {
    List<String> flags = new ArrayList<>(networked());
    flags.addAll(
        List.of("--read-only", "--read-only-tmpfs=false", "--cap-drop", "ALL", "--memory", "3g"));
    flags.addAll(
        List.of("--tmpfs", "/tmp:rw,size=1g,mode=1777", "--volume", VOLUME + "-alone:/scratch"));
    String jobId = submit("alone.blend", "7-8");
    try (Volume _ = Volume.create(podman, VOLUME + "-alone");
        RunningContainer alone =
            RunningContainer.start(
                image,
                flags,
                List.of("sheaf-worker", "--scratch", "/scratch"),
                List.of("--poll", "1s", "--idle-exit", "8s"))) {
      ObjectNode job = completed(jobId, alone);

      assertThat(Film.of(user.film(job, folder)).frames()).isEqualTo(2);
      assertThat(alone.awaitEnd()).as(alone.logs()).isZero();
      assertThat(alone.logs()).contains("worker-stopped").doesNotContain("WARN", "Exception");
    }
  }

  /** It has the kernel's word on it, not the engine's alone. */
  private static void aStrangersProgramReachesNothing(
      RunningContainer blender, RunningContainer worker) throws IOException {
    assertThat(worker.pidsOf("blender")).isEmpty();
    String pid = blender.pidsOf("blender").getFirst();
    String status = blender.read("/proc/" + pid + "/status");
    assertThat(status)
        .containsPattern("Uid:\\s+10002\\s")
        .containsPattern("NoNewPrivs:\\s+1\\s")
        .containsPattern("Seccomp:\\s+2\\s")
        .containsPattern("CapEff:\\s+0+\\s");
    assertThat(filters(status))
        .as("the launcher's own filter comes on top of the engine's")
        .isGreaterThan(filters(blender.read("/proc/self/status")));
    assertThat(blender.read("/proc/" + pid + "/environ"))
        .contains("HOME=/tmp/blender-")
        .doesNotContain("AWS_", "SHEAF_");
    assertThat(blender.inspect().path("Config").path("Env").toString())
        .doesNotContain("AWS_", "SHEAF_");
    assertThat(blender.inspect().path("HostConfig").path("NetworkMode").asText()).isEqualTo("none");
    assertThat(blender.read("/proc/net/dev").lines().filter(line -> line.contains(":")))
        .singleElement()
        .asString()
        .contains("lo:");
  }

  private static int filters(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("Seccomp_filters:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static void confinedAs(Container manifest, RunningContainer container)
      throws IOException {
    JsonNode it = container.inspect();
    JsonNode host = it.path("HostConfig");
    var context = manifest.getSecurityContext();
    assertThat(it.path("Config").path("User").asText())
        .isEqualTo(context.getRunAsUser() + ":" + context.getRunAsGroup());
    assertThat(host.path("ReadonlyRootfs").asBoolean()).isTrue();
    assertThat(host.path("Privileged").asBoolean()).isFalse();
    assertThat(host.path("SecurityOpt").toString()).contains("no-new-privileges");
    assertThat(it.path("EffectiveCaps").size()).isZero();
    assertThat(it.path("BoundingCaps").size()).isZero();
    assertThat(host.path("Memory").asLong()).isEqualTo(WorkerPodTemplate.memory(manifest));
    assertThat(host.path("PidsLimit").asLong()).isPositive();
  }

  private static RunningContainer blender(Container manifest, Volume volume) {
    List<String> flags = new ArrayList<>(WorkerPodTemplate.hardening(manifest, volume.name()));
    flags.add("--network=none");
    return RunningContainer.start(image, flags, WorkerPodTemplate.words(manifest), List.of());
  }

  private static RunningContainer worker(Container manifest, Volume volume) {
    List<String> flags = new ArrayList<>(WorkerPodTemplate.hardening(manifest, volume.name()));
    flags.addAll(networked());
    return RunningContainer.start(
        image, flags, WorkerPodTemplate.words(manifest), List.of("--poll", "1s"));
  }

  /** The farm listens on this machine's loopback alone. */
  private static List<String> networked() {
    return List.of("--network=host", "--env-file", environment.toString());
  }

  private static ObjectNode completed(String jobId, RunningContainer worker) {
    try {
      return user.completed(jobId);
    } catch (ConditionTimeoutException | AssertionError e) {
      throw new AssertionError("the worker said:\n" + worker.logs(), e);
    }
  }

  private static String submit(String key, String frames) {
    return user.submit(
        SCENE,
        key,
        "\"frames\": \"%s\", \"resolution\": \"25%%\", \"samples\": 1".formatted(frames));
  }
}
