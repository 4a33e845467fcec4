package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.analysis.SpeedUp;
import farm.sheaf.client.analysis.Timeline;
import farm.sheaf.client.analysis.TimelineCsv;
import farm.sheaf.client.analysis.TimelineSvg;
import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.job.JobDocument;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.client.job.WorkerLogs;
import farm.sheaf.client.machine.LocalRender;
import farm.sheaf.client.scene.SceneFile;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.talk.Durations;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a job's time went, and how a farm did against one machine. */
@Command(
    name = "analyze",
    description = "A job's timeline, and its speed-up against Blender alone; as text, CSV or SVG.")
final class AnalyzeCommand extends Verb {
  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String jobId = "";

  @Option(
      names = "--local",
      paramLabel = "SCENE",
      description = "Render the same frames here with Blender alone, and compare.")
  private Optional<Path> local = Optional.empty();

  @Option(
      names = "--local-seconds",
      paramLabel = "S",
      description = "Compare with this time, measured by yourself.")
  private Optional<Double> localSeconds = Optional.empty();

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the timeline as a table.")
  private Optional<Path> csv = Optional.empty();

  @Option(names = "--svg", paramLabel = "FILE", description = "Write the timeline as a drawing.")
  private Optional<Path> svg = Optional.empty();

  AnalyzeCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    check();
    Optional<SceneFile> scene = local.map(SceneFile::open);
    Farm farm = farm();
    JobDocument job = new Jobs(farm.server()).status(jobId);
    Timeline timeline = Timeline.of(job, new WorkerLogs(farm).of(jobId));
    Optional<SpeedUp> speedUp =
        scene
            .map(file -> measured(file, job, timeline))
            .or(() -> localSeconds.map(s -> Duration.ofMillis(Math.round(s * 1_000))))
            .map(alone -> SpeedUp.of(timeline, alone));
    csv.ifPresent(file -> write(file, TimelineCsv.of(timeline)));
    svg.ifPresent(file -> write(file, TimelineSvg.of(timeline, speedUp)));
    result(document(timeline, speedUp), lines(timeline, speedUp));
    return ExitCode.DONE;
  }

  private void check() {
    if (local.isPresent() && localSeconds.isPresent()) {
      throw Problem.usage("Give --local or --local-seconds, not both.");
    }
    if (localSeconds.isPresent() && !(localSeconds.get() > 0)) {
      throw Problem.usage(
          "local-seconds: %s; it must be more than 0".formatted(localSeconds.get()));
    }
  }

  private Duration measured(SceneFile scene, JobDocument job, Timeline timeline) {
    FrameSet frames =
        FrameSet.parse(
            timeline.frames().stream().map(String::valueOf).collect(Collectors.joining(",")));
    talk().say("Rendering %d frames with Blender alone.".formatted(frames.size()));
    return new LocalRender(context().machine(), context().time().clock())
        .of(scene, frames, statements(job.tree().path("settings")));
  }

  /** What changes how long a frame takes, in Blender's Python. */
  private static List<String> statements(JsonNode settings) {
    List<String> all = new ArrayList<>();
    int samples = settings.path("samples").asInt();
    if (samples > 0) {
      all.add("s.cycles.samples = %d; s.eevee.taa_render_samples = %1$d".formatted(samples));
    }
    String resolution = settings.path("resolution").asText("");
    if (resolution.matches("\\d+x\\d+")) {
      String[] size = resolution.split("x", 2);
      all.add(
          "s.render.resolution_x = %s; s.render.resolution_y = %s; s.render.resolution_percentage = 100"
              .formatted(size[0], size[1]));
    } else if (resolution.matches("\\d+%")) {
      all.add("s.render.resolution_percentage = " + resolution.replace("%", ""));
    }
    if (settings.path("engine").asText("").equals("cycles")) {
      all.add("s.render.engine = 'CYCLES'");
    }
    return all;
  }

  private static ObjectNode document(Timeline timeline, Optional<SpeedUp> speedUp) {
    ObjectNode node =
        Json.object()
            .put("jobId", timeline.jobId())
            .put("frames", timeline.frames().size())
            .put("workers", timeline.workers())
            .put("seconds", seconds(timeline.whole()))
            .put("waitedSeconds", seconds(timeline.waited()))
            .put("busySeconds", seconds(timeline.busy()));
    speedUp.ifPresent(
        than ->
            node.put("localSeconds", seconds(than.local()))
                .put("speedUp", rounded(than.factor()))
                .put("efficiency", rounded(than.efficiency())));
    return node;
  }

  private List<String> lines(Timeline timeline, Optional<SpeedUp> speedUp) {
    List<String> lines = new ArrayList<>();
    lines.add(talk().style().bold(timeline.jobId()));
    lines.add(
        "  frames      %d by %d worker%s"
            .formatted(
                timeline.frames().size(), timeline.workers(), timeline.workers() == 1 ? "" : "s"));
    lines.add("  in all      " + said(timeline.whole()) + " from submission to film");
    lines.add("  waiting     " + said(timeline.waited()) + " until a worker began");
    lines.add("  at work     " + said(timeline.busy()) + " of all workers together");
    speedUp.ifPresent(
        than -> {
          lines.add("  alone       " + said(than.local()) + " for the same frames, without a film");
          lines.add("  speed-up    %s".formatted(rounded(than.factor())));
          lines.add("  efficiency  %.0f %%".formatted(100 * than.efficiency()));
        });
    csv.ifPresent(file -> lines.add("  table       " + file));
    svg.ifPresent(file -> lines.add("  drawing     " + file));
    return lines;
  }

  private static String said(Duration duration) {
    return duration.toSeconds() < 60
        ? String.format(Locale.ROOT, "%.1f s", seconds(duration))
        : Durations.said(duration);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static double rounded(double value) {
    return Math.round(100 * value) / 100.0;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new Problem(
          ExitCode.FAILED, "%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
