package farm.sheaf.logger;

import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.LogFiles;
import farm.sheaf.core.work.WorkerEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes events as lines of text, one object per batch and job; what belongs to no job, per worker.
 * S3 cannot append, and two writers that read and rewrite one object lose each other's lines; parts
 * whose names sort by time lose none, and a batch that comes again replaces its own part.
 */
final class LogWriter {
  private static final DateTimeFormatter PART_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final LogFiles logs;

  LogWriter(LogFiles logs) {
    this.logs = logs;
  }

  void write(Collection<WorkerEvent> events) {
    Map<String, List<WorkerEvent>> byLog =
        events.stream()
            .sorted(Comparator.comparing(WorkerEvent::time))
            .collect(Collectors.groupingBy(LogWriter::log, TreeMap::new, Collectors.toList()));
    byLog.values().forEach(this::writePart);
  }

  private static String log(WorkerEvent event) {
    return key(event, "");
  }

  private static String key(WorkerEvent event, String part) {
    return event
        .about()
        .map(ref -> Keys.jobLog(ref.jobId(), part))
        .orElseGet(() -> Keys.workerLog(event.worker(), part));
  }

  private void writePart(List<WorkerEvent> events) {
    String text =
        events.stream().map(LogLine::of).map(line -> line + "\n").collect(Collectors.joining());
    logs.put(key(events.getFirst(), part(events.getFirst().time(), text)), text);
  }

  private static String part(Instant from, String text) {
    UUID ofText = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    return PART_TIME.format(from) + "-" + ofText.toString().substring(0, 8);
  }
}
