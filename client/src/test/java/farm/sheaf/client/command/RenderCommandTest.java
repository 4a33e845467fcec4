package farm.sheaf.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.client.farm.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RenderCommandTest {
  private static final Place FILM =
      new Place("render-files-bucket", "output/ball-3f9a2c81d0/ball.mp4");

  @TempDir private Path folder = Path.of("");
  private final FakeFarm farm = new FakeFarm();

  @BeforeEach
  void aScene() throws IOException {
    Files.writeString(folder.resolve("ball.blend"), "BLENDER-v304 and so on");
    farm.holds(FILM, "a film");
  }

  @Test
  void the_film_lies_beside_the_scene_and_its_path_is_the_output() throws IOException {
    farm.answers(200, Documents.job("queued", 0)).answers(200, Documents.completed());

    Typed typed = Typed.at(farm, "render", scene("ball.blend"));

    assertThat(typed.exit()).isZero();
    assertThat(typed.out()).isEqualTo(folder.resolve("ball.mp4") + "\n");
    assertThat(folder.resolve("ball.mp4")).hasContent("a film");
    try (var left = Files.list(folder)) {
      assertThat(left.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("ball.blend", "ball.mp4");
    }
  }

  @Test
  void the_previous_film_is_replaced() throws IOException {
    Files.writeString(folder.resolve("ball.mp4"), "the film of yesterday");
    farm.answers(200, Documents.completed());

    Typed.at(farm, "render", scene("ball.blend"));

    assertThat(folder.resolve("ball.mp4")).hasContent("a film");
  }

  @Test
  void settings_travel_in_the_server_s_words() {
    farm.answers(200, Documents.completed());

    Typed.at(
        farm,
        "render",
        scene("ball.blend"),
        "--frames",
        "1-4,8",
        "--resolution",
        "50%",
        "--samples",
        "8",
        "--engine",
        "Cycles",
        "--fps",
        "30000/1001",
        "--max-attempts",
        "2",
        "--force");

    assertThat(farm.asked.getFirst().toString())
        .isEqualTo(
            "{\"action\":\"submit\",\"frames\":\"1-4,8\",\"engine\":\"cycles\",\"samples\":8,"
                + "\"resolution\":\"50%\",\"fps\":\"30000/1001\",\"maxAttempts\":2,"
                + "\"force\":\"2026-11-20T10:00:00Z\",\"file\":\"ball.blend\"}");
  }

  @Test
  void row08_names_with_spaces_and_umlauts_are_the_key_as_they_are() throws IOException {
    Files.writeString(folder.resolve("Grüne Kugel 2.blend"), "BLENDER-v304 and so on");
    farm.answers(200, Documents.completed());

    Typed typed = Typed.at(farm, "render", scene("Grüne Kugel 2.blend"));

    assertThat(farm.uploads)
        .containsExactly(new Place("render-files-bucket", "Grüne Kugel 2.blend"));
    assertThat(typed.out()).isEqualTo(folder.resolve("Grüne Kugel 2.mp4") + "\n");
  }

  @Test
  void the_same_content_is_sent_once_and_changed_content_again() throws IOException {
    farm.answers(200, Documents.completed());

    Typed.at(farm, "render", scene("ball.blend"));
    Typed.at(farm, "render", scene("ball.blend"));
    assertThat(farm.uploads).hasSize(1);

    Files.writeString(folder.resolve("ball.blend"), "BLENDER-v304 and so oN");
    Typed.at(farm, "render", scene("ball.blend"));
    assertThat(farm.uploads).hasSize(2);
  }

  @Test
  void a_farm_of_its_own_is_started_and_stopped() {
    farm.state = FakeFarm.State.STOPPED;
    farm.answers(200, Documents.completed());

    Typed typed = Typed.at(farm, "render", scene("ball.blend"));

    assertThat(typed.exit()).isZero();
    assertThat(List.of(farm.started, farm.closed)).containsExactly(1, 1);
  }

  @Test
  void a_farm_of_its_own_is_stopped_when_the_submission_is_refused_too() {
    farm.state = FakeFarm.State.STOPPED;
    farm.answers(400, "{\"message\": \"frames: too many\"}");

    Typed typed = Typed.at(farm, "render", scene("ball.blend"));

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).endsWith("sheaf: frames: too many\n");
    assertThat(farm.closed).isEqualTo(1);
  }

  @Test
  void a_farm_of_its_own_whose_worker_refuses_is_not_waited_for() {
    farm.state = FakeFarm.State.STOPPED;
    farm.workersThere = false;
    farm.answers(200, Documents.job("queued", 0, ", \"waiting\": \"worker 1 refused: no GPU\""));

    Typed typed = Typed.at(farm, "render", scene("ball.blend"));

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err())
        .contains("No worker on this machine can render: worker 1 refused: no GPU.");
    assertThat(farm.closed).isEqualTo(1);
  }

  @Test
  void a_running_farm_is_used_and_left_running() {
    farm.answers(200, Documents.completed());

    Typed.at(farm, "render", scene("ball.blend"));

    assertThat(List.of(farm.started, farm.closed)).containsExactly(0, 0);
  }

  @Test
  void a_job_that_fails_says_which_frame_why_and_what_to_do() {
    farm.answers(200, Documents.job("queued", 0)).answers(200, Documents.failed());

    Typed typed = Typed.at(farm, "render", scene("ball.blend"));

    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err())
        .contains("frame 4 (scene): Cannot render, no camera")
        .endsWith("Once the cause is mended: ./sheaf requeue ball-3f9a2c81d0\n");
    assertThat(folder.resolve("ball.mp4")).doesNotExist();
  }

  @Test
  void a_job_that_failed_before_goes_round_again() {
    farm.answers(200, Documents.failed())
        .answers(200, Documents.job("queued", 3))
        .answers(200, Documents.completed());

    Typed typed = Typed.at(farm, "render", scene("ball.blend"));

    assertThat(typed.exit()).isZero();
    assertThat(farm.asked.get(1).toString())
        .isEqualTo("{\"action\":\"requeue\",\"jobId\":\"ball-3f9a2c81d0\"}");
  }

  @Test
  void frames_alone_go_into_a_folder_beside_the_scene() {
    farm.holds(new Place("png-files-bucket", "ball-3f9a2c81d0/frames/0001.png"), "a frame");
    farm.answers(200, Documents.job("completed", 4));

    Typed typed = Typed.at(farm, "render", scene("ball.blend"), "--video", "none");

    assertThat(typed.out()).isEqualTo(folder.resolve("ball-frames") + "\n");
    assertThat(folder.resolve("ball-frames/0001.png")).hasContent("a frame");
  }

  @Test
  void a_watch_survives_a_server_that_stumbles() {
    farm.answers(200, Documents.job("queued", 0))
        .answers(500, "{\"message\": \"try again\"}")
        .answers(200, Documents.completed());

    assertThat(Typed.at(farm, "render", scene("ball.blend")).exit()).isZero();
  }

  private String scene(String name) {
    return folder.resolve(name).toString();
  }
}
