package farm.sheaf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.Missing;
import farm.sheaf.core.job.OutputSettings;
import farm.sheaf.core.job.RenderSettings;
import farm.sheaf.core.job.Resolution;
import farm.sheaf.core.job.Scripts;
import farm.sheaf.core.job.WorkSettings;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import farm.sheaf.worker.blender.TestScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** A real worker process with a real Blender and a real ffmpeg. */
@Timeout(180)
class RealBlenderWorkerTest {
  @TempDir Path folder;
  private ServerFarm farm;

  @BeforeEach
  void setUp() {
    farm = new ServerFarm(folder.resolve("scratch"));
  }

  @AfterEach
  void killWorkers() {
    farm.close();
  }

  @Test
  void a_scene_becomes_frames_and_a_film() throws IOException {
    Work.Render work = job("7-9", 1);
    farm.send(work);
    WorkerProcess worker = farm.start(Main.class);
    farm.awaitFrames(work, 3);
    farm.send(new Work.Sequence(new TaskRef(work.ref().jobId(), 1, 2), work.spec()));

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> farm.scenes.filmRun(work.spec(), work.ref().jobId()).equals(Optional.of(1)));
    worker.terminate();

    assertThat(worker.exitStatus()).isZero();
    assertThat(worker.talk())
        .contains("worker-started", "session-opened", "film-uploaded")
        .doesNotContain("Exception", "WARN");
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void row10_kill_9_of_a_worker_leaves_no_blender_behind() throws IOException {
    Work.Render work = job("1-3", 4096);
    farm.send(work);
    WorkerProcess worker = farm.start(Main.class);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> worker.descendants().stream().anyMatch(RealBlenderWorkerTest::blender));
    List<ProcessHandle> blenders =
        worker.descendants().stream().filter(RealBlenderWorkerTest::blender).toList();

    assertThat(blenders).isNotEmpty().allSatisfy(RealBlenderWorkerTest::isConfined);

    worker.kill();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> blenders.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Looked at where there is Linux' /proc. */
  private static void isConfined(ProcessHandle process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (Files.exists(status)) {
      assertThat(filters(status)).isGreaterThan(filters(Path.of("/proc/self/status")));
    }
  }

  private static int filters(Path status) throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("Seccomp_filters:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static boolean blender(ProcessHandle process) {
    return process.info().command().filter(c -> c.contains("blender")).isPresent();
  }

  private Work.Render job(String range, int samples) {
    RenderSettings render =
        new RenderSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Engine.CYCLES),
            OptionalInt.of(samples),
            Optional.of(new Resolution.Pixels(64, 48)),
            Denoise.AUTO,
            Scripts.DENY,
            Missing.WARN);
    JobSettings settings = new JobSettings(render, OutputSettings.DEFAULT, WorkSettings.DEFAULT);
    return farm.job(range, RequestBody.fromFile(TestScenes.scene("tiny")), settings);
  }
}
