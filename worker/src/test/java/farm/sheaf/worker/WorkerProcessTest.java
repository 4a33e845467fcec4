package farm.sheaf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real worker processes, with a stub renderer, against S3's and SQS's own protocols: what signals
 * and kills do.
 */
@Timeout(90)
class WorkerProcessTest {
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
  void row10_sigterm_hands_the_rest_back_and_ends_with_0() throws IOException {
    Work.Render work = farm.send("1-20");
    WorkerProcess worker = farm.startStub("300");
    farm.awaitFrames(work, 2);

    worker.terminate();

    assertThat(worker.exitStatus()).isZero();
    FrameSet done = farm.present(work);
    Work.Render rest = (Work.Render) farm.receive().orElseThrow().work();
    assertThat(rest.frames()).isEqualTo(work.frames().minus(done));
    assertThat(rest.attempts()).isEqualTo(Attempts.NONE);
    assertThat(farm.receive()).isEmpty();
    assertThat(worker.talk()).contains("handed-back", "worker-stopped").doesNotContain("Exception");
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void sigterm_ends_an_idle_worker_with_0() throws IOException {
    WorkerProcess worker = farm.startStub("0");
    Work.Render work = farm.send("1-2");
    farm.awaitFrames(work, 2);

    worker.terminate();

    assertThat(worker.exitStatus()).isZero();
  }

  @Test
  void row9_after_kill_9_another_worker_goes_on_within_a_lease_with_what_is_missing()
      throws IOException {
    Work.Render work = farm.send("1-12");
    WorkerProcess first = farm.startStub("300");
    farm.awaitFrames(work, 3);
    first.kill();
    first.exitStatus();
    int before = farm.present(work).size();

    WorkerProcess second = farm.startStub("0");
    farm.awaitFrames(work, 12);
    second.terminate();

    assertThat(second.exitStatus()).isZero();
    long rendered = second.talk().lines().filter(line -> line.contains("frame-rendered")).count();
    assertThat(rendered).isEqualTo(12 - before);
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void row10_a_frame_longer_than_the_lease_is_rendered_once() throws IOException {
    Work.Render work = farm.send("1");
    WorkerProcess worker = farm.startStub("6000");
    WorkerProcess other = farm.startStub("0");
    farm.awaitFrames(work, 1);

    worker.terminate();
    other.terminate();

    assertThat(worker.exitStatus()).isZero();
    assertThat(other.exitStatus()).isZero();
    assertThat((worker.talk() + other.talk()).lines().filter(l -> l.contains("frame-rendered")))
        .hasSize(1);
  }

  @Test
  void a_canceled_run_ends_in_mid_frame_and_leaves_no_message() throws IOException {
    Work.Render work = farm.send("1-5");
    WorkerProcess worker = farm.startStub("60000");
    await().atMost(Duration.ofSeconds(30)).until(() -> farm.underWay() == 1);

    farm.frames.letDieBelow(work.ref().jobId(), 2);

    await().atMost(Duration.ofSeconds(20)).until(() -> farm.underWay() + farm.waiting() == 0);
    worker.terminate();
    assertThat(worker.exitStatus()).isZero();
    assertThat(farm.present(work)).isEqualTo(FrameSet.EMPTY);
  }

  @Test
  void a_worker_ends_at_once_with_its_parent() throws IOException {
    Work.Render work = farm.send("1-5");
    WorkerProcess worker = farm.startStub("60000");
    await().atMost(Duration.ofSeconds(30)).until(() -> farm.underWay() == 1);

    worker.endStandardInput();

    assertThat(worker.exitStatus()).isEqualTo(3);
    assertThat(farm.present(work)).isEqualTo(FrameSet.EMPTY);
  }

  @Test
  void a_worker_without_ffmpeg_refuses_and_says_what_to_do() throws IOException {
    WorkerProcess worker = farm.startStub("0", "--ffmpeg", "/nowhere/ffmpeg");

    assertThat(worker.exitStatus()).isEqualTo(1);
    assertThat(worker.talk())
        .contains("worker-refused", "/nowhere/ffmpeg is not an executable file; install it");
    assertThat(farm.loggedEvents()).contains("worker-refused", "apt-get install ffmpeg");
  }

  @Test
  void a_wrong_option_is_named() throws IOException {
    WorkerProcess worker = farm.startStub("0", "--lease", "soon");

    assertThat(worker.exitStatus()).isEqualTo(2);
    assertThat(worker.talk()).contains("--lease: \"soon\" is not a time");
  }
}
