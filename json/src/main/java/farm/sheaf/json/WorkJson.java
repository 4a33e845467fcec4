package farm.sheaf.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A message on the job queue: {@code {"type": "render", "jobId", "run", "task", "frames",
 * "attempts": {"3": 1}, "cause": "repair", "declined": ["Blender 3.4.1"], "scene": {...}}}, {@code
 * {"type": "sequence", ...}} with the number of its attempts and without frames, or {@code {"type":
 * "segment", ..., "number"}}. Attempts, cause and declined are left out where there is nothing to
 * say.
 */
public final class WorkJson {
  private static final String REPAIR = "repair";
  private static final List<String> FIELDS =
      List.of(
          "type",
          "jobId",
          "run",
          "task",
          "frames",
          "attempts",
          "number",
          "cause",
          "declined",
          "scene");

  private WorkJson() {}

  public static String encode(Work work) {
    ObjectNode node = Json.object();
    switch (work) {
      case Work.Render render -> {
        reference(node, "render", work.ref());
        node.put("frames", render.frames().toString());
        if (!render.attempts().failed().isEmpty()) {
          ObjectNode attempts = node.putObject("attempts");
          new TreeMap<>(render.attempts().failed())
              .forEach((frame, count) -> attempts.put(frame.toString(), count));
        }
        story(node, render.story());
      }
      case Work.Segment segment -> {
        reference(node, "segment", segment.ref());
        node.put("number", segment.number());
      }
      case Work.Sequence sequence -> {
        reference(node, "sequence", sequence.ref());
        if (sequence.attempts() > 0) {
          node.put("attempts", sequence.attempts());
        }
        story(node, sequence.story());
      }
    }
    node.set("scene", SpecJson.encode(work.spec()));
    return Json.write(node);
  }

  private static void story(ObjectNode node, Work.Story story) {
    if (story.cause() == Work.Cause.REPAIR) {
      node.put("cause", REPAIR);
    }
    if (!story.declined().isEmpty()) {
      ArrayNode declined = node.putArray("declined");
      story.declined().stream().sorted().map(WorkerKind::words).forEach(declined::add);
    }
  }

  private static void reference(ObjectNode node, String type, TaskRef ref) {
    node.put("type", type);
    node.put("jobId", ref.jobId().value());
    node.put("run", ref.run());
    node.put("task", ref.task());
  }

  /**
   * @throws UnreadableMessageException when a worker cannot know what to do, saying why
   */
  public static Work decode(String text) throws UnreadableMessageException {
    try {
      ObjectNode node = Json.parseObject(text);
      Fields fields = new Fields(node);
      fields.refuseUnknown(FIELDS);
      TaskRef ref =
          new TaskRef(
              new JobId(fields.requiredText("jobId")),
              fields.requiredInteger("run"),
              fields.requiredInteger("task"));
      JobSpec spec = SpecJson.decode(object(node, "scene"));
      String type = fields.requiredText("type");
      return switch (type) {
        case "render" ->
            new Work.Render(
                ref,
                spec,
                FrameSet.parse(fields.requiredScalar("frames")),
                attempts(node),
                story(node));
        case "segment" -> new Work.Segment(ref, spec, fields.requiredInteger("number"));
        case "sequence" ->
            new Work.Sequence(ref, spec, fields.integer("attempts").orElse(0), story(node));
        default ->
            throw new InvalidRequestException(
                "type: %s is not a kind of work; there are \"render\", \"segment\" and \"sequence\""
                    .formatted(Json.shown(type)));
      };
    } catch (InvalidRequestException e) {
      throw new UnreadableMessageException("not a message for a worker: " + e.getMessage());
    }
  }

  private static ObjectNode object(ObjectNode node, String name) {
    if (node.get(name) instanceof ObjectNode object) {
      return object;
    }
    throw node.has(name) ? Fields.wrong(name, node.get(name), "an object") : Fields.missing(name);
  }

  private static Work.Story story(ObjectNode node) {
    Set<WorkerKind> declined = new TreeSet<>();
    node.path("declined").forEach(words -> declined.add(new WorkerKind(words.asText())));
    return new Work.Story(
        node.path("cause").asText().equals(REPAIR) ? Work.Cause.REPAIR : Work.Cause.PLAN, declined);
  }

  private static Attempts attempts(ObjectNode node) {
    if (!node.has("attempts")) {
      return Attempts.NONE;
    }
    Map<Integer, Integer> failed = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : object(node, "attempts").properties()) {
      FrameSet frame = FrameSet.parse(entry.getKey());
      if (frame.size() != 1 || !entry.getValue().canConvertToInt()) {
        throw Fields.wrong("attempts", node.get("attempts"), "a count by frame, like {\"3\": 1}");
      }
      failed.put(frame.first(), entry.getValue().intValue());
    }
    return new Attempts(failed);
  }
}
