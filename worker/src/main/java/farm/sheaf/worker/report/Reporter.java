package farm.sheaf.worker.report;

import farm.sheaf.core.port.EventLog;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.WorkerEvent;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells of this worker: each event goes to the farm and, as one line, to the log. */
public final class Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

  private final WorkerEvent.Source source;
  private final EventLog events;
  private final InstantSource clock;

  /**
   * @param source this worker
   */
  public Reporter(WorkerEvent.Source source, EventLog events, InstantSource clock) {
    this.source = source;
    this.events = events;
    this.clock = clock;
  }

  /** Tells of the worker itself. */
  public void emit(WorkerEvent.Type type, String message) {
    emit(type, Optional.empty(), WorkerEvent.Detail.message(message));
  }

  /** Tells of a task. */
  public void emit(WorkerEvent.Type type, TaskRef about, String message) {
    emit(type, Optional.of(about), WorkerEvent.Detail.message(message));
  }

  /** Tells of a task. */
  public void emit(WorkerEvent.Type type, TaskRef about, WorkerEvent.Detail detail) {
    emit(type, Optional.of(about), detail);
  }

  private void emit(WorkerEvent.Type type, Optional<TaskRef> about, WorkerEvent.Detail detail) {
    log(type, about, detail);
    events.emit(new WorkerEvent(type, clock.instant(), source, about, detail));
  }

  /**
   * Returns when the farm has accepted all events so far. To be called before a message is deleted
   * whose work ended in a verdict: the verdict must not get lost with it.
   */
  public void flush() {
    events.flush();
  }

  private static void log(
      WorkerEvent.Type type, Optional<TaskRef> about, WorkerEvent.Detail detail) {
    LoggingEventBuilder line = LOG.atInfo();
    for (Map.Entry<String, Object> field : fields(about, detail).entrySet()) {
      line = line.addKeyValue(field.getKey(), field.getValue());
    }
    line.log(type.word());
  }

  private static Map<String, Object> fields(Optional<TaskRef> about, WorkerEvent.Detail detail) {
    Map<String, Object> fields = new LinkedHashMap<>();
    about.ifPresent(
        ref -> {
          fields.put("job", ref.jobId());
          fields.put("run", ref.run());
          fields.put("task", ref.task());
        });
    detail.frame().ifPresent(frame -> fields.put("frame", frame));
    detail.attempt().ifPresent(attempt -> fields.put("attempt", attempt));
    detail.took().ifPresent(took -> fields.put("ms", took.toMillis()));
    detail.kind().ifPresent(kind -> fields.put("kind", kind.word()));
    if (!detail.message().isEmpty()) {
      fields.put("message", detail.message());
    }
    return fields;
  }
}
