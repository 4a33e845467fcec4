package farm.sheaf.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.client.farm.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {
  private final FakeFarm farm = new FakeFarm();

  @Test
  void env_can_be_read_by_a_shell() {
    assertThat(Typed.at(farm, "env").out())
        .contains("export AWS_ENDPOINT_URL_S3=http://127.0.0.1:9001\n")
        .contains("export AWS_SECRET_ACCESS_KEY='secret'\\''word'\n")
        .contains("#   aws --endpoint-url http://127.0.0.1:9001 s3 cp scene.blend");
  }

  @Test
  void list_is_columns() {
    farm.answers(
        200,
        """
        {"jobs": [{"jobId": "ball-3f9a2c81d0", "status": "completed", "frames": {"range": "1-4"},
          "submittedAt": "2026-11-20T10:00:00.123Z", "file": "ball.blend"},
         {"jobId": "a-1", "status": "queued", "frames": {"range": "1"}, "file": "a b.blend"}]}\
        """);

    assertThat(Typed.at(farm, "list").out())
        .isEqualTo(
            """
            JOB              STATUS     FRAMES  SUBMITTED             FILE
            ball-3f9a2c81d0  completed  1-4     2026-11-20T10:00:00Z  ball.blend
            a-1              queued     1                             a b.blend
            """);
  }

  @Test
  void list_names_the_jobs_that_it_cannot_show() {
    farm.answers(200, "{\"jobs\": [], \"unreadable\": [\"a-1\", \"b-2\"]}");

    assertThat(Typed.at(farm, "list").err())
        .contains("newer version of Sheaf")
        .contains("a-1, b-2");
  }

  @Test
  void status_says_why_a_job_waits() {
    farm.answers(200, Documents.job("queued", 0, ", \"waiting\": \"no worker is there\""));

    assertThat(Typed.at(farm, "status", "ball-3f9a2c81d0").out())
        .isEqualTo(
            """
            ball-3f9a2c81d0  queued
              file      ball.blend
              frames    1-4: 0 of 4 done
              waiting   no worker is there
              images    s3://png-files-bucket/ball-3f9a2c81d0/frames/
            """);
  }

  @Test
  void requeue_sends_the_frames() {
    farm.answers(200, Documents.job("queued", 2));

    Typed typed = Typed.at(farm, "requeue", "ball-3f9a2c81d0", "--frames", "3,4");

    assertThat(farm.asked.getFirst().toString())
        .isEqualTo("{\"action\":\"requeue\",\"jobId\":\"ball-3f9a2c81d0\",\"frames\":\"3,4\"}");
    assertThat(typed).isEqualTo(new Typed(0, "ball-3f9a2c81d0\n", "said by the farm\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "delete"})
  void a_word_about_a_job_is_passed_on(String verb) {
    farm.answers(200, Documents.job("canceled", 2));

    assertThat(Typed.at(farm, verb, "ball-3f9a2c81d0").exit()).isZero();
    assertThat(farm.asked.getFirst().toString())
        .isEqualTo("{\"action\":\"%s\",\"jobId\":\"ball-3f9a2c81d0\"}".formatted(verb));
  }

  @Test
  void submit_of_a_scene_on_the_farm_needs_no_file() {
    farm.answers(200, Documents.job("queued", 0));

    Typed typed = Typed.at(farm, "submit", "--key", "shots/a b.blend");

    assertThat(typed.out()).isEqualTo("ball-3f9a2c81d0\n");
    assertThat(farm.uploads).isEmpty();
    assertThat(farm.asked.getFirst().toString())
        .isEqualTo("{\"action\":\"submit\",\"file\":\"shots/a b.blend\"}");
  }

  @Test
  void logs_are_under_their_workers() {
    farm.holds(new Place("worker-logging-bucket", "ball-1/w1/t2-b.log"), "12:02 two\n");
    farm.holds(new Place("worker-logging-bucket", "ball-1/w1/t1-a.log"), "12:01 one\n12:02 two\n");
    farm.holds(new Place("worker-logging-bucket", "ball-1/workers/t1-c.log"), "12:03 w2 three\n");

    assertThat(Typed.at(farm, "logs", "ball-1").out())
        .isEqualTo("== w1\n12:01 one\n12:02 two\n== w2\n12:03 three\n");
  }

  @Test
  void watch_in_a_log_says_what_changed_and_nothing_twice() {
    farm.answers(200, Documents.job("queued", 0))
        .answers(200, Documents.job("queued", 0))
        .answers(200, Documents.job("rendering", 1))
        .answers(200, Documents.completed());

    assertThat(Typed.at(farm, "watch", "ball-3f9a2c81d0").err())
        .isEqualTo(
            """
            queued: 0 of 4 frames
            rendering: 1 of 4 frames
            completed: 4 of 4 frames
            """);
  }

  @Test
  void completion_knows_commands_options_and_words() {
    assertThat(Typed.at(farm, "completion", "bash").out())
        .contains("complete -F _complete_sheaf")
        .contains("--frame-timeout")
        .contains("eevee");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "render",
        "up",
        "env",
        "submit",
        "status",
        "watch",
        "list",
        "cancel",
        "requeue",
        "logs",
        "download",
        "delete",
        "doctor",
        "scaling-log",
        "completion",
        "version"
      })
  void each_command_explains_itself_and_knows_json(String verb) {
    assertThat(Typed.help(farm, verb)).startsWith("Usage: sheaf " + verb).contains("--json");
  }
}
