package farm.sheaf.client.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.local.LocalFarm;
import farm.sheaf.worker.blender.Pixels;
import farm.sheaf.worker.blender.PlainBlender;
import farm.sheaf.worker.blender.TestScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Scenes to films, by the very path that a user's scene takes, with Blender and ffmpeg. */
class RealRenderTest {
  @TempDir static Path home;
  private static LocalFarm.Started farm;
  private static FarmUser user;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    farm = QuickFarm.withBlender(home);
    user = new FarmUser(farm.environment());
  }

  @AfterAll
  static void stop() {
    user.close();
    farm.close();
  }

  @Test
  void a_strangers_scene_becomes_a_film_of_the_pixels_that_blender_alone_gives()
      throws IOException {
    Path scene = TestScenes.shared("aws-batch-workshop.blend");
    String id =
        user.submit(
            scene,
            "aws-batch-workshop.blend",
            "\"frames\": \"1-12\", \"resolution\": \"270x338\", \"samples\": 8");
    ObjectNode job = user.completed(id);
    assertThat(Film.of(user.film(job, folder)))
        .isEqualTo(new Film(12, "24/1", "yuv420p", 270, 338));

    PlainBlender alone =
        new PlainBlender(
            scene,
            """
            scene.render.resolution_x, scene.render.resolution_y = 270, 338
            scene.render.resolution_percentage = 100
            scene.cycles.samples = 8
            """,
            folder);
    alone.animate(1, 12);
    List<S3Object> frames = user.frames(id);
    assertThat(frames).hasSize(12);
    Path fetched = Files.createDirectories(folder.resolve("farm"));
    for (int frame = 1; frame <= 12; frame++) {
      Path ours = user.fetch(FarmUser.PNG_FILES, frames.get(frame - 1).key(), fetched);
      alone.assertGives(frame, ours);
    }
  }

  @Test
  void a_strangers_scene_saved_for_video_with_denoising_and_lost_skies_still_gives_its_frames()
      throws IOException {
    Path scene = TestScenes.shared("cube-renders.blend");
    String id =
        user.submit(
            scene,
            "cube renders.blend",
            "\"frames\": \"1-2\", \"resolution\": \"25%\", \"engine\": \"cycles\", \"samples\": 2");
    ObjectNode job = user.completed(id);
    assertThat(user.frames(id)).hasSize(2);
    assertThat(Film.of(user.film(job, folder)).frames()).isEqualTo(2);
    String warnings = job.path("warnings").toString();
    assertThat(warnings).containsIgnoringCase("denois").contains("missing");
  }

  @Test
  void the_first_form_submits_and_tells_the_status_as_its_users_know_it() throws IOException {
    user.upload(TestScenes.scene("tiny"), "rolling-ball.blend");
    String payload = "{\"file\": \"rolling-ball.blend\", \"start\": \"1\", \"end\": \"17\"}";
    String id = user.submit(payload);
    user.completed(id);
    ObjectNode status = user.ask(payload);
    assertThat(status.path("jobId").asText()).isEqualTo(id);
    assertThat(status.path("status").asText()).isEqualTo("completed");
    assertThat(user.timed(id, 17).path("timings").path("attempts").asInt()).isEqualTo(17);
    assertThat(user.frames(id)).hasSize(17);
    assertThat(Film.of(user.film(status, folder)).frames()).isEqualTo(17);
  }

  @ParameterizedTest
  @CsvSource({
    "5-8, ranges/shot 1.blend, 4, frames/0005.png",
    "10-12, ranges/über.blend, 3, frames/0010.png",
    "0-19, a.blend, 20, frames/0000.png",
    "-3-3, a.blend.bak, 7, frames/-0003.png",
    "1-250x10, ranges/shot 1.blend, 25, frames/0241.png",
    "7, ranges/a+b&c.blend, 1, frames/0007.png"
  })
  void row1_row8_row12_any_range_of_any_key_is_a_film_of_just_these_frames(
      String frames, String key, int count, String among) throws IOException {
    String id = user.submit(TestScenes.scene("tiny"), key, "\"frames\": \"%s\"".formatted(frames));
    ObjectNode job = user.completed(id);
    assertThat(user.frames(id)).hasSize(count);
    assertThat(user.frames(id)).anyMatch(frame -> frame.key().equals(id + "/" + among));
    Film film = Film.of(user.film(job, folder));
    assertThat(film.frames()).isEqualTo(count);
    assertThat(film.pixelFormat()).isEqualTo("yuv420p");
  }

  @Test
  void row12_the_films_rate_is_the_scenes_own_or_the_one_asked_for() throws IOException {
    Path ntsc = TestScenes.scene("fps-ntsc");
    String own = user.submit(ntsc, "ntsc.blend", "\"frames\": \"1-3\"");
    assertThat(Film.of(user.film(user.completed(own), folder)).rate()).isEqualTo("30000/1001");
    String asked = user.submit(ntsc, "ntsc.blend", "\"frames\": \"1-3\", \"fps\": \"25\"");
    assertThat(Film.of(user.film(user.completed(asked), folder)).rate()).isEqualTo("25/1");
  }

  @Test
  void frames_as_exr_make_a_film_that_looks_like_the_scene() throws IOException {
    Path tiny = TestScenes.scene("tiny");
    ObjectNode exr =
        user.completed(user.submit(tiny, "tiny.blend", "\"frames\": \"1-2\", \"format\": \"exr\""));
    assertThat(user.frames(exr.path("jobId").asText()))
        .allMatch(frame -> frame.key().endsWith(".exr"))
        .hasSize(2);
    ObjectNode png = user.completed(user.submit(tiny, "tiny.blend", "\"frames\": \"1-2\""));
    Path pngFilm = user.film(png, Files.createDirectories(folder.resolve("png")));
    Path exrFilm = user.film(exr, Files.createDirectories(folder.resolve("exr")));
    assertThat(Pixels.of(exrFilm)).isEqualTo(Pixels.of(pngFilm));
  }

  @Test
  void frames_named_in_a_requeue_are_rendered_again_and_the_film_made_anew() throws IOException {
    String id = user.submit(TestScenes.scene("tiny"), "again.blend", "\"frames\": \"1-6\"");
    ObjectNode first = user.completed(id);
    user.ask("{\"action\": \"requeue\", \"jobId\": \"%s\", \"frames\": \"3-4\"}".formatted(id));
    ObjectNode second = user.completed(id);
    assertThat(second.path("run").asInt()).isEqualTo(first.path("run").asInt() + 1);
    assertThat(Film.of(user.film(second, folder)).frames()).isEqualTo(6);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(user.log(id))
                    .filteredOn(line -> line.contains("frame-rendered run=2 "))
                    .hasSize(2)
                    .anyMatch(line -> line.contains(" frame=3 "))
                    .anyMatch(line -> line.contains(" frame=4 ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"no-camera       | camera", "missing-library | gone-library.blend"})
  void row7_row10_a_scene_that_cannot_be_rendered_fails_its_job_at_once_and_says_why(
      String name, String saying) {
    String id = user.submit(TestScenes.scene(name), name + ".blend", "\"frames\": \"1-24\"");
    ObjectNode job = user.ended(id);
    assertThat(job.path("status").asText()).isEqualTo("failed");
    assertThat(job.path("reason").asText()).containsIgnoringCase(saying);
    assertThat(job.path("failures").path(0).path("kind").asText()).isEqualTo("scene");
    assertThat(job.path("failures").path(0).path("attempts").asInt()).isEqualTo(1);
    assertThat(user.frames(id)).isEmpty();
  }

  @Test
  void a_scene_of_a_newer_blender_fails_when_no_worker_of_the_farm_has_one() {
    String id = user.submit(TestScenes.scene("newer"), "newer.blend", "\"frames\": \"1-24\"");
    ObjectNode job = user.ended(id);
    assertThat(job.path("status").asText()).isEqualTo("failed");
    assertThat(job.path("reason").asText())
        .contains("no worker of pool cpu can render it")
        .containsIgnoringCase("newer")
        .contains("(Blender ");
    assertThat(user.frames(id)).isEmpty();
  }

  @Test
  void row19_the_scenes_engine_and_samples_are_its_own() {
    String id = user.submit(TestScenes.scene("eevee"), "eevee.blend", "\"frames\": \"1-2\"");
    user.completed(id);
    assertThat(user.frames(id)).hasSize(2);
  }

  @Test
  void a_canceled_job_ends_and_keeps_its_frames() {
    String id = user.submit(TestScenes.scene("slow"), "slow.blend", "\"frames\": \"1-12\"");
    user.done(id, 1);
    user.ask("{\"action\": \"cancel\", \"jobId\": \"%s\"}".formatted(id));
    assertThat(user.ended(id).path("status").asText()).isEqualTo("canceled");
    assertThat(user.frames(id)).isNotEmpty().hasSizeLessThan(12);
    user.ask("{\"action\": \"delete\", \"jobId\": \"%s\"}".formatted(id));
    assertThat(user.frames(id)).isEmpty();
  }
}
