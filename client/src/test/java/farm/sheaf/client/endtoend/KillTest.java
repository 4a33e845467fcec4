package farm.sheaf.client.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.local.LocalFarm;
import farm.sheaf.worker.blender.PlainBlender;
import farm.sheaf.worker.blender.TestScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Nothing is lost, whatever is killed. */
class KillTest {
  @TempDir Path home;
  @TempDir Path folder;

  @Test
  void row9_a_killed_worker_costs_at_most_the_frame_in_work_and_the_one_waiting()
      throws IOException {
    try (LocalFarm.Started farm = QuickFarm.withBlender(home);
        FarmUser user = new FarmUser(farm.environment())) {
      String id =
          user.submit(TestScenes.scene("slow"), "slow.blend", "\"frames\": \"1-5\", \"chunk\": 5");
      user.done(id, 2);
      ProcessHandle worker = farm.workers().getFirst().process().orElseThrow();
      worker.destroyForcibly();
      List<S3Object> kept = user.frames(id);
      ObjectNode job = user.completed(id);
      assertThat(user.frames(id)).as("frames that were there stay as they were").containsAll(kept);
      assertThat(job.path("failures")).isEmpty();
      assertThat(Film.of(user.film(job, folder)).frames()).isEqualTo(5);
    }
    assertNoBlenderIn(home);
  }

  @Test
  void row10_a_drained_worker_hands_back_its_rest_and_nothing_counts_as_a_failure()
      throws IOException {
    try (LocalFarm.Started farm = QuickFarm.withBlender(home);
        FarmUser user = new FarmUser(farm.environment())) {
      String id =
          user.submit(TestScenes.scene("slow"), "slow.blend", "\"frames\": \"1-5\", \"chunk\": 5");
      user.done(id, 1);
      ProcessHandle worker = farm.workers().getFirst().process().orElseThrow();
      worker.destroy();
      await().atMost(Duration.ofSeconds(20)).until(() -> !worker.isAlive());
      ObjectNode job = user.completed(id);
      assertThat(attempts(user, id, 5)).as("no frame was rendered twice").isEqualTo(5);
      assertThat(job.path("failures")).isEmpty();
      assertThat(job.path("frames").path("failed").asInt()).isZero();
    }
    assertNoBlenderIn(home);
  }

  @Test
  void a_simulation_whose_worker_was_killed_gives_the_frames_of_blender_alone() throws IOException {
    Path scene = TestScenes.scene("particles");
    try (LocalFarm.Started farm = QuickFarm.withBlender(home);
        FarmUser user = new FarmUser(farm.environment())) {
      String id =
          user.submit(
              scene,
              "particles.blend",
              "\"frames\": \"1-10\", \"chunk\": 10, \"resolution\": \"640x360\", \"samples\": 8");
      user.done(id, 3);
      farm.workers().getFirst().process().ifPresent(ProcessHandle::destroyForcibly);
      assertThat(user.frames(id)).as("killed on the way").hasSizeLessThan(10);
      user.completed(id);
      PlainBlender alone =
          new PlainBlender(
              scene,
              """
              scene.render.resolution_x, scene.render.resolution_y = 640, 360
              scene.render.resolution_percentage = 100
              scene.cycles.samples = 8
              """,
              folder);
      alone.animate(1, 10);
      Path fetched = Files.createDirectories(folder.resolve("farm"));
      List<S3Object> frames = user.frames(id);
      for (int frame = 1; frame <= 10; frame++) {
        alone.assertGives(
            frame, user.fetch(FarmUser.PNG_FILES, frames.get(frame - 1).key(), fetched));
      }
    }
  }

  @Test
  void a_killed_farm_goes_on_where_it_was_and_leaves_no_blender() throws Exception {
    FarmProcess first = FarmProcess.start(home, folder);
    String id;
    List<S3Object> kept;
    try (FarmUser user = first.user()) {
      id = user.submit(TestScenes.scene("slow"), "slow.blend", "\"frames\": \"1-4\", \"chunk\": 2");
      user.done(id, 2);
      kept = user.frames(id);
    } finally {
      first.kill();
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> blendersIn(home).isEmpty());
    FarmProcess second = FarmProcess.start(home, folder);
    try (FarmUser user = second.user()) {
      ObjectNode job = user.completed(id);
      assertThat(user.frames(id)).hasSize(4).containsAll(kept);
      assertThat(Film.of(user.film(job, folder)).frames()).isEqualTo(4);
    } finally {
      second.stop();
    }
    assertNoBlenderIn(home);
  }

  /** How many renders the job's timings know of, once they know of this many. */
  private static int attempts(FarmUser user, String id, int atLeast) {
    return user.timed(id, atLeast).path("timings").path("attempts").asInt();
  }

  private static void assertNoBlenderIn(Path home) {
    assertThat(blendersIn(home)).as("Blenders left over").isEmpty();
  }

  /** Blender processes that work in a farm's folder. */
  private static List<String> blendersIn(Path home) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(process -> process.info().commandLine().orElse(""))
          .filter(line -> line.contains("blender") && line.contains(home.toString()))
          .filter(line -> !line.contains("java"))
          .collect(Collectors.toList());
    }
  }
}
