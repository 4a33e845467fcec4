package farm.sheaf.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.client.farm.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers, four frames, one of them at its second attempt, and a film. */
final class AnalyzeCommandTest {
  private static final String JOB = "ball-3f9a2c81d0";
  private static final String FIRST =
      """
      2026-11-20T10:00:04.000Z downloading-scene run=1 task=1
      2026-11-20T10:00:05.000Z rendering-started run=1 task=1
      2026-11-20T10:00:08.000Z frame-rendered run=1 task=1 frame=1 attempt=1 seconds=2.00
      2026-11-20T10:00:10.000Z frame-rendered run=1 task=1 frame=2 attempt=2 seconds=2.50
      2026-11-20T10:00:11.000Z sequencing-started run=1 task=3
      2026-11-20T10:00:13.000Z film-uploaded run=1 task=3  s3://x y=1
      """;
  private static final String SECOND =
      """
      2026-11-20T10:00:05.000Z rendering-started run=1 task=2
      2026-11-20T10:00:07.000Z frame-rendered run=1 task=2 frame=3 attempt=1 seconds=2.00
      2026-11-20T10:00:09.000Z frame-rendered run=1 task=2 frame=-4 attempt=1 seconds=2.00
      2026-11-20T10:00:09.500Z worker-stopped
      """;

  @TempDir private Path folder = Path.of("");
  private final FakeFarm farm =
      new FakeFarm()
          .answers(
              200,
              """
              {"jobId": "%s", "status": "completed", "submittedAt": "2026-11-20T10:00:00Z",
               "settings": {}}\
              """
                  .formatted(JOB));

  @BeforeEach
  void whatTheWorkersWrote() {
    farm.holds(new Place("worker-logging-bucket", JOB + "/w1/part.log"), FIRST);
    farm.holds(new Place("worker-logging-bucket", JOB + "/w2/part.log"), SECOND);
  }

  @Test
  void a_job_s_time_is_told_and_compared() {
    Typed typed = Typed.at(farm, "analyze", JOB, "--local-seconds", "19.5");

    assertThat(typed.out())
        .isEqualTo(
            """
            ball-3f9a2c81d0
              frames      4 by 2 workers
              in all      13.0 s from submission to film
              waiting     4.0 s until a worker began
              at work     12.0 s of all workers together
              alone       19.5 s for the same frames, without a film
              speed-up    1.5
              efficiency  75 %
            """);
  }

  @Test
  void the_document_has_the_same_figures() {
    Typed typed = Typed.at(farm, "analyze", JOB, "--local-seconds", "19.5", "--json");

    Golden.assertMatches("analyze", typed.out());
  }

  @Test
  void the_table_has_a_line_for_each_stretch_and_no_overlaps() throws IOException {
    Path csv = folder.resolve("job.csv");

    Typed.at(farm, "analyze", JOB, "--csv", csv.toString());

    assertThat(Files.readString(csv))
        .isEqualTo(
            """
            worker,kind,frame,attempt,start,end,seconds
            w1,loading,,,2026-11-20T10:00:04Z,2026-11-20T10:00:06Z,2.000
            w1,frame,1,1,2026-11-20T10:00:06Z,2026-11-20T10:00:08Z,2.000
            w1,frame,2,2,2026-11-20T10:00:08Z,2026-11-20T10:00:10Z,2.000
            w1,film,,,2026-11-20T10:00:11Z,2026-11-20T10:00:13Z,2.000
            w2,frame,3,1,2026-11-20T10:00:05Z,2026-11-20T10:00:07Z,2.000
            w2,frame,-4,1,2026-11-20T10:00:07Z,2026-11-20T10:00:09Z,2.000
            """);
  }

  @Test
  void the_drawing_has_a_lane_for_each_worker_and_a_bar_for_each_frame() throws Exception {
    Path svg = folder.resolve("job.svg");

    Typed.at(farm, "analyze", JOB, "--svg", svg.toString(), "--local-seconds", "19.5");

    String text = Files.readString(svg);
    assertThat(text)
        .contains(">w1</text>", ">w2</text>", "<title>frame -4, 2.00 s</title>", "speed-up 1.50");
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
    assertThat(document.getElementsByTagName("title").getLength()).isEqualTo(6);
  }

  @Test
  void a_requeued_job_is_told_of_its_latest_run() throws IOException {
    farm.holds(
        new Place("worker-logging-bucket", JOB + "/w3/part.log"),
        "2026-11-20T11:00:02.000Z frame-rendered run=2 task=1 frame=2 attempt=1 seconds=2.00\n");
    Path csv = folder.resolve("job.csv");

    Typed typed = Typed.at(farm, "analyze", JOB, "--csv", csv.toString());

    assertThat(typed.out()).contains("frames      1 by 1 worker\n");
    assertThat(csv).content().doesNotContain("w1,");
  }

  @Test
  void blender_alone_is_measured_on_the_same_frames() throws IOException {
    FakePrograms programs = FakePrograms.in(folder);
    programs.has(
        "blender",
        "while [ $# -gt 0 ]; do case $1 in -o) out=$2;; esac; shift; done\n"
            + "for f in -4 1 2 3; do touch \"$out$f.png\"; done");
    Path scene = Files.writeString(folder.resolve("ball.blend"), "BLENDER-v304");

    Typed typed =
        Typed.at(
            farm,
            Map.of("SHEAF_BLENDER", programs.bin().resolve("blender").toString()),
            "analyze",
            JOB,
            "--local",
            scene.toString());

    assertThat(typed.err()).isEqualTo("Rendering 4 frames with Blender alone.\n");
    assertThat(String.join("\n", programs.called()))
        .contains("blender -b --factory-startup --disable-autoexec " + scene)
        .contains("for f in [-4, 1, 2, 3]:");
  }

  @Test
  void a_blender_that_does_not_render_is_not_compared_with() throws IOException {
    FakePrograms programs = FakePrograms.in(folder);
    programs.has("blender", "echo no camera");
    Path scene = Files.writeString(folder.resolve("ball.blend"), "BLENDER-v304");

    Typed typed =
        Typed.at(
            farm,
            Map.of("SHEAF_BLENDER", programs.bin().resolve("blender").toString()),
            "analyze",
            JOB,
            "--local",
            scene.toString());

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err()).contains("Blender alone rendered 0 of 4 frames.", "no camera");
  }

  @Test
  void a_job_without_frames_yet_says_where_to_look() {
    FakeFarm early =
        new FakeFarm()
            .answers(200, "{\"jobId\": \"ball-0\", \"status\": \"rendering\"}")
            .holds(
                new Place("worker-logging-bucket", "ball-0/w1/part.log"),
                "2026-11-20T10:00:05.000Z rendering-started run=1 task=1\n");

    assertThat(Typed.at(early, "analyze", "ball-0").err())
        .isEqualTo(
            """
            sheaf: The workers have written of no frame of ball-0 yet.
            See how it stands: ./sheaf status ball-0
            """);
  }
}
