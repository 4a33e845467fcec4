package farm.sheaf.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.client.farm.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonContractTest {
  private static final String JOB = "ball-3f9a2c81d0";

  @TempDir private Path folder = Path.of("");
  private final FakeFarm farm = new FakeFarm();

  @BeforeEach
  void aSceneAndAFilm() throws IOException {
    Files.writeString(folder.resolve("ball.blend"), "BLENDER-v304 and so on");
    farm.holds(new Place("render-files-bucket", "output/" + JOB + "/ball.mp4"), "a film");
    farm.holds(new Place("png-files-bucket", JOB + "/frames/0001.png"), "a frame");
    farm.holds(
        new Place("worker-logging-bucket", JOB + "/w1/part.log"), "10:00 frame 1\n10:01 frame 2\n");
  }

  @Test
  void render_prints_the_final_document_and_what_was_saved() {
    farm.answers(200, Documents.job("queued", 0)).answers(200, Documents.completed());

    golden("render", 0, "render", scene(), "--frames-dir", folder.resolve("frames").toString());
  }

  @Test
  void render_of_a_job_that_fails_prints_the_document_too() {
    farm.answers(200, Documents.job("queued", 0)).answers(200, Documents.failed());

    golden("render-failed", 3, "render", scene());
  }

  @Test
  void submit_prints_the_new_job() {
    farm.answers(200, Documents.job("queued", 0));

    golden("submit", 0, "submit", scene());
  }

  @Test
  void status_passes_on_the_server_s_document_with_fields_of_tomorrow() {
    farm.answers(200, Documents.job("rendering", 2));

    golden("status", 0, "status", JOB);
  }

  @Test
  void status_of_the_farm_has_its_doors_and_jobs_but_not_its_secret() {
    farm.answers(200, "{\"message\": \"1 job\", \"jobs\": [{\"jobId\": \"" + JOB + "\"}]}");

    Typed typed = golden("status-of-farm", 0, "status");

    assertThat(typed.out()).doesNotContain("secret");
  }

  @Test
  void list_prints_jobs_and_the_mark_of_the_next_page() {
    farm.answers(
        200,
        """
        {"message": "1 job", "jobs": [{"jobId": "ball-3f9a2c81d0", "name": "", "file": "ball.blend",
        "status": "completed", "frames": {"range": "1-4", "total": 4},
        "submittedAt": "2026-11-20T10:00:00Z"}], "next": "m-17"}\
        """);

    golden("list", 0, "list", "--limit", "1");
  }

  @Test
  void watch_prints_the_final_document_only() {
    farm.answers(200, Documents.job("rendering", 2)).answers(200, Documents.completed());

    golden("watch", 0, "watch", JOB);
  }

  @Test
  void cancel_prints_the_job() {
    farm.answers(200, Documents.job("canceled", 2));

    golden("cancel", 0, "cancel", JOB);
  }

  @Test
  void logs_hold_one_entry_a_worker() {
    golden("logs", 0, "logs", JOB);
  }

  @Test
  void download_says_what_it_saved() {
    farm.answers(200, Documents.completed());

    golden("download", 0, "download", JOB, "--out", folder.resolve("film.mp4").toString());
  }

  @Test
  void env_prints_the_variables() {
    golden("env", 0, "env");
  }

  @Test
  void an_error_is_a_document_too() {
    farm.answers(404, "{\"message\": \"There is no job ball-0; see list.\"}");

    golden("error", 1, "status", "ball-0");
  }

  @Test
  void a_mistyped_option_is_a_document_too() {
    golden("error-of-usage", 2, "render", scene(), "--sampels", "3");
  }

  private String scene() {
    return folder.resolve("ball.blend").toString();
  }

  private Typed golden(String name, int exit, String... words) {
    String[] withJson = Arrays.copyOf(words, words.length + 1);
    withJson[words.length] = "--json";
    Typed typed = Typed.at(farm, withJson);
    assertThat(typed.exit()).isEqualTo(exit);
    Golden.assertMatches(name, typed.out().replace(folder.toString(), "FOLDER"));
    return typed;
  }
}
