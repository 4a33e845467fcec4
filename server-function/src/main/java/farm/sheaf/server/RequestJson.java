package farm.sheaf.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.farm.Submission;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.json.Fields;
import farm.sheaf.json.SettingsJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Reads a request. {@code {"file", "start", "end"}} without an action is the form that users know
 * from the first; it means {@code submit}.
 */
final class RequestJson {
  private static final List<String> ACTIONS =
      List.of("submit", "status", "list", "cancel", "requeue", "delete");
  private static final int DEFAULT_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 1000;
  private static final List<String> SUBMIT_FIELDS =
      Stream.concat(
              Stream.of("action", "file", "start", "end", "frames", "name", "force"),
              SettingsJson.FIELDS.stream())
          .toList();

  private RequestJson() {}

  /**
   * Reads and checks all that can be checked without looking anything up.
   *
   * @throws InvalidRequestException naming what is wrong and what to send instead
   */
  static Request decode(ObjectNode node) {
    Fields fields = new Fields(node);
    String action = fields.text("action").orElse("submit");
    return switch (action) {
      case "submit" -> submit(node, fields);
      case "status" -> new Request.Status(jobId(fields, List.of("action", "jobId")));
      case "cancel" -> new Request.Cancel(jobId(fields, List.of("action", "jobId")));
      case "delete" -> new Request.Delete(jobId(fields, List.of("action", "jobId")));
      case "requeue" ->
          new Request.Requeue(
              jobId(fields, List.of("action", "jobId", "frames")), frameList(fields));
      case "list" -> list(fields);
      default ->
          throw new InvalidRequestException(
              "action: \"%s\" is unknown; send one of %s".formatted(action, ACTIONS));
    };
  }

  private static Request submit(ObjectNode node, Fields fields) {
    if (!node.has("file") && node.has("jobId")) {
      throw new InvalidRequestException(
          "action is missing beside jobId; send one of %s".formatted(ACTIONS));
    }
    fields.refuseUnknown(SUBMIT_FIELDS);
    String file =
        fields
            .text("file")
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "file is missing; send {\"file\": \"scene.blend\", \"start\": 1, \"end\":"
                            + " 48}"));
    return new Request.Submit(
        new Submission(
            file,
            frames(fields),
            SettingsJson.decode(node),
            fields.text("name"),
            fields.text("force").orElse("")));
  }

  private static Optional<FrameSet> frames(Fields fields) {
    OptionalInt start = fields.integer("start");
    OptionalInt end = fields.integer("end");
    Optional<FrameSet> frames = frameList(fields);
    if (start.isEmpty() && end.isEmpty()) {
      return frames;
    }
    if (frames.isPresent()) {
      throw new InvalidRequestException("frames: send either frames or start and end, not both");
    }
    if (start.isEmpty() || end.isEmpty()) {
      throw new InvalidRequestException(
          "%s is missing beside %s; send both, or neither for the scene's own range"
              .formatted(start.isEmpty() ? "start" : "end", start.isEmpty() ? "end" : "start"));
    }
    return Optional.of(FrameSet.range(start.getAsInt(), end.getAsInt()));
  }

  private static Optional<FrameSet> frameList(Fields fields) {
    return fields.text("frames", JobSpec.LONGEST_FRAMES_TEXT).map(FrameSet::parse);
  }

  private static Request list(Fields fields) {
    fields.refuseUnknown(List.of("action", "limit", "after"));
    int limit = fields.integer("limit").orElse(DEFAULT_LIMIT);
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      throw new InvalidRequestException(
          "limit: %d; it must be 1 to %d".formatted(limit, HIGHEST_LIMIT));
    }
    return new Request.ListJobs(limit, fields.text("after"));
  }

  private static JobId jobId(Fields fields, List<String> known) {
    fields.refuseUnknown(known);
    return new JobId(fields.requiredText("jobId"));
  }
}
