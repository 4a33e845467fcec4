package farm.sheaf.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.farm.JobReport;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.job.TaskStatus;
import farm.sheaf.core.job.Times;
import farm.sheaf.core.job.Video;
import farm.sheaf.json.Json;
import farm.sheaf.json.SettingsJson;
import java.time.Duration;
import java.util.List;

/**
 * Writes jobs for users.
 *
 * @param renderFiles the bucket where films are
 * @param pngFiles the bucket where frames are
 */
record JobJson(String renderFiles, String pngFiles) {
  /** All that is known of one job. */
  ObjectNode whole(JobReport report, String message) {
    JobRecord record = report.record();
    ObjectNode node = Json.object().put("message", message);
    head(record, node);
    node.put("run", record.run().number());
    frames(report, node.putObject("frames"));
    tasks(report, node.putObject("tasks"));
    node.put("chunk", record.run().chunk());
    SettingsJson.encode(record.spec().settings(), node.putObject("settings"));
    node.put("submittedAt", record.job().submittedAt().toString());
    node.put("changedAt", record.state().changedAt().toString());
    places(record, node);
    record.progress().warnings().stream().sorted().forEach(node.putArray("warnings")::add);
    failures(report.frames().failures(), node.putArray("failures"));
    if (!record.state().reason().isEmpty()) {
      node.put("reason", record.state().reason());
    }
    if (!report.waiting().isEmpty()) {
      node.put("waiting", report.waiting());
    }
    report.times().ifPresent(times -> times(times, node.putObject("timings")));
    return node;
  }

  /** What a list shows of a job. */
  ObjectNode line(JobRecord record) {
    ObjectNode node = Json.object();
    head(record, node);
    FrameSet frames = record.spec().frames();
    node.putObject("frames").put("range", frames.toString()).put("total", frames.size());
    return node.put("submittedAt", record.job().submittedAt().toString());
  }

  String filmPlace(JobRecord record) {
    return "s3://" + renderFiles + "/" + Keys.film(record.spec(), record.id());
  }

  private static void head(JobRecord record, ObjectNode node) {
    node.put("jobId", record.id().value())
        .put("status", record.status().word())
        .put("file", record.spec().file().key())
        .put("name", record.spec().name());
  }

  private static void frames(JobReport report, ObjectNode node) {
    FrameSet all = report.record().spec().frames();
    node.put("range", all.toString())
        .put("total", all.size())
        .put("done", report.frames().done())
        .put("failed", report.frames().failed());
  }

  private static void tasks(JobReport report, ObjectNode node) {
    node.put("total", report.record().run().taskCount());
    for (TaskStatus status : TaskStatus.values()) {
      node.put(status.word(), report.tasks().get(status));
    }
  }

  private void places(JobRecord record, ObjectNode node) {
    node.putObject("framesAt").put("bucket", pngFiles).put("prefix", Keys.frames(record.id()));
    if (record.status() == JobStatus.COMPLETED
        && !(record.spec().settings().output().video() instanceof Video.None)) {
      node.putObject("film")
          .put("bucket", renderFiles)
          .put("key", Keys.film(record.spec(), record.id()));
    }
  }

  private static void failures(List<FrameFailure> failed, ArrayNode into) {
    failed.forEach(
        failure ->
            into.addObject()
                .put("frame", failure.frame())
                .put("kind", failure.kind().word())
                .put("message", failure.message())
                .put("attempts", failure.attempts()));
  }

  private static void times(Times times, ObjectNode node) {
    node.put("attempts", times.attempts())
        .put("renderSeconds", seconds(times.total()))
        .put("medianSeconds", seconds(times.median()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
