package farm.sheaf.local.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import farm.sheaf.local.home.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProcessTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  private WorkerLaunch launch(Map<String, String> environment, String... arguments) {
    return launch(folder, environment, arguments);
  }

  private static WorkerLaunch launch(
      Path folder, Map<String, String> environment, String... arguments) {
    return new WorkerLaunch(
        StubWorker.class.getName(), WorkerLaunch.QUICK, List.of(arguments), environment, folder);
  }

  private String log() throws Exception {
    Path log = folder.resolve("worker-1.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  @Test
  void a_worker_is_drained_when_the_farm_stops() throws Exception {
    WorkerProcess worker =
        WorkerProcess.start(
            launch(Map.of("AWS_ENDPOINT_URL_S3", "http://here"), "--lease", "5s"), 1, SOON);
    await().atMost(SOON).until(() -> log().contains("started"));
    ProcessHandle process = worker.process().orElseThrow();
    worker.close();
    assertThat(process.isAlive()).isFalse();
    assertThat(log())
        .contains("started with [--lease, 5s, --exit-with-parent] at http://here")
        .contains("drained");
  }

  @Test
  void a_worker_that_dies_is_started_again() throws Exception {
    Path crash = Files.createFile(folder.resolve("crash"));
    try (WorkerProcess worker =
        WorkerProcess.start(launch(Map.of("STUB_CRASH_ONCE", crash.toString())), 1, SOON)) {
      await().atMost(SOON).until(() -> log().split("started", -1).length == 3);
      assertThat(worker.process()).isPresent();
    }
  }

  @Test
  void a_worker_that_cannot_serve_stays_down_and_its_log_says_why() throws Exception {
    try (WorkerProcess worker = WorkerProcess.start(launch(Map.of(), "refuse"), 1, SOON)) {
      await().atMost(SOON).until(() -> log().contains("no Blender"));
      await().atMost(SOON).until(() -> worker.process().isEmpty());
      await().during(Duration.ofMillis(1500)).until(() -> worker.process().isEmpty());
    }
    assertThat(log()).containsOnlyOnce("started");
  }

  @Test
  void ctrl_c_reaches_the_farm_and_not_its_workers() throws Exception {
    try (WorkerProcess worker = WorkerProcess.start(launch(Map.of()), 1, SOON)) {
      await().atMost(SOON).until(() -> log().contains("started"));
      long pid = worker.process().orElseThrow().pid();
      new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor(5, TimeUnit.SECONDS);
      await()
          .during(Duration.ofMillis(300))
          .until(() -> worker.process().isPresent() && !log().contains("drained"));
    }
    assertThat(log()).contains("drained");
  }

  @Test
  void a_worker_ends_when_the_farm_is_killed() throws Exception {
    Process farm = ChildJvm.start(Parent.class, folder.toString());
    ProcessHandle worker;
    try {
      worker = ProcessHandle.of(Long.parseLong(ChildJvm.firstLine(farm))).orElseThrow();
      await().atMost(SOON).until(() -> log().contains("started"));
    } finally {
      farm.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    await().atMost(SOON).until(() -> !worker.isAlive());
  }

  /** A farm of one worker, to be killed. */
  public static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws Exception {
      try (WorkerProcess worker =
          WorkerProcess.start(launch(Path.of(args[0]), Map.of()), 1, SOON)) {
        await().atMost(SOON).until(() -> worker.process().isPresent());
        System.out.println(worker.process().orElseThrow().pid());
        Thread.sleep(60_000);
      }
    }
  }
}
