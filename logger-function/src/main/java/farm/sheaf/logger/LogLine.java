package farm.sheaf.logger;

import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.WorkerEvent;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * An event as a line that a person reads: {@code 2026-11-20T17:03:11.204Z worker-1 frame-rendered
 * run=1 task=3 frame=12 attempt=1 seconds=1.20}. Who it is about stands where a log is of several
 * workers.
 */
final class LogLine {
  private LogLine() {}

  static String of(WorkerEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(event.time().truncatedTo(ChronoUnit.MILLIS)).append(' ');
    event.about().ifPresent(_ -> line.append(event.worker()).append(' '));
    line.append(event.type().word());
    event.about().ifPresent(ref -> about(ref, line));
    WorkerEvent.Detail detail = event.detail();
    detail.frame().ifPresent(frame -> line.append(" frame=").append(frame));
    detail.attempt().ifPresent(attempt -> line.append(" attempt=").append(attempt));
    detail
        .took()
        .ifPresent(
            took ->
                line.append(" seconds=")
                    .append(String.format(Locale.ROOT, "%.2f", took.toMillis() / 1000.0)));
    detail.kind().ifPresent(kind -> line.append(" kind=").append(kind.word()));
    if (!detail.message().isEmpty()) {
      line.append("  ").append(detail.message().strip().replaceAll("\\s*\\R\\s*", " | "));
    }
    return line.toString();
  }

  private static void about(TaskRef ref, StringBuilder line) {
    line.append(" run=").append(ref.run()).append(" task=").append(ref.task());
  }
}
