package farm.sheaf.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A message on the logging queue: {@code {"event": "frame-rendered", "time", "worker", "pool",
 * "able", "jobId", "run", "task", "frame", "attempt", "seconds", "kind", "message"}}; what does not
 * apply is left out. A reader ignores fields that it does not know, because a log line is better
 * than none.
 */
public final class EventJson {
  private EventJson() {}

  public static String encode(WorkerEvent event) {
    ObjectNode node = Json.object();
    node.put("event", event.type().word());
    node.put("time", event.time().toString());
    node.put("worker", event.source().id());
    if (!event.source().kind().equals(WorkerKind.UNKNOWN)) {
      node.put("pool", event.source().pool().name());
      node.put("able", event.source().kind().words());
    }
    event
        .about()
        .ifPresent(
            ref -> {
              node.put("jobId", ref.jobId().value());
              node.put("run", ref.run());
              node.put("task", ref.task());
            });
    Detail detail = event.detail();
    detail.frame().ifPresent(frame -> node.put("frame", frame));
    detail.attempt().ifPresent(attempt -> node.put("attempt", attempt));
    detail.took().ifPresent(took -> node.put("seconds", DurationText.seconds(took)));
    detail.kind().ifPresent(kind -> node.put("kind", kind.word()));
    if (!detail.message().isEmpty()) {
      node.put("message", detail.message());
    }
    return Json.write(node);
  }

  /**
   * @throws UnreadableMessageException when it is no event of a worker, saying why
   */
  public static WorkerEvent decode(String text) throws UnreadableMessageException {
    try {
      ObjectNode node = Json.parseObject(text);
      Fields fields = new Fields(node);
      Detail detail =
          new Detail(
              fields.integer("frame"),
              fields.integer("attempt"),
              fields.number("seconds").map(DurationText::ofSeconds),
              fields.word("kind", FailureKind.values(), FailureKind::word),
              node.path("message").asText());
      return new WorkerEvent(
          fields
              .word("event", WorkerEvent.Type.values(), WorkerEvent.Type::word)
              .orElseThrow(() -> Fields.missing("event")),
          time(fields.requiredText("time")),
          source(fields),
          about(fields),
          detail);
    } catch (InvalidRequestException e) {
      throw new UnreadableMessageException("not an event of a worker: " + e.getMessage());
    }
  }

  private static WorkerEvent.Source source(Fields fields) {
    return new WorkerEvent.Source(
        fields.requiredText("worker"),
        fields.text("pool").map(Pool::new).orElse(Pool.CPU),
        fields.text("able").map(WorkerKind::new).orElse(WorkerKind.UNKNOWN));
  }

  private static Optional<TaskRef> about(Fields fields) {
    return fields
        .text("jobId")
        .map(
            id ->
                new TaskRef(
                    new JobId(id), fields.requiredInteger("run"), fields.requiredInteger("task")));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidRequestException(
          "time: %s is not a time like 2026-01-31T12:00:00Z".formatted(Json.shown(text)));
    }
  }
}
