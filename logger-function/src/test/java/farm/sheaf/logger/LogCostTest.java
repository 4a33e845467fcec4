package farm.sheaf.logger;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.port.InMemoryFiles;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cost of logs in {@code docs/operations/cost.md} is what the logger writes. */
class LogCostTest {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| ([\\d.]+) \\| ([\\d.]+) \\|$",
          Pattern.MULTILINE);
  private static final int LARGEST_BATCH = 100;
  private static final int SECONDS_OF_A_BATCH = 10;
  private static final double DOLLARS_A_PUT = 5.0;
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final TaskRef TASK = new TaskRef(new JobId("ball-0123456789"), 1, 1);

  /** A row of the page's table. */
  record Row(int workers, int seconds, int events, int ofWorkers, String puts, String dollars) {}

  static Stream<Row> rows() throws IOException {
    String page = Files.readString(Path.of("../docs/operations/cost.md"));
    List<Row> rows =
        ROW.matcher(page)
            .results()
            .map(
                row ->
                    new Row(
                        Integer.parseInt(row.group(1)),
                        Integer.parseInt(row.group(2)),
                        Integer.parseInt(row.group(3)),
                        Integer.parseInt(row.group(4)),
                        row.group(5),
                        row.group(6)))
            .toList();
    assertThat(rows).hasSize(5);
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_row_is_what_a_batch_of_frames_by_so_many_workers_puts(Row row) {
    int gathered = SECONDS_OF_A_BATCH * row.workers() / row.seconds();
    int events = Math.clamp(gathered, 1, LARGEST_BATCH);
    InMemoryFiles files = new InMemoryFiles();

    new LogWriter(files)
        .write(IntStream.range(0, events).mapToObj(i -> rendered(i, i % row.workers())).toList());

    double each = (double) files.logs().size() / events;
    assertThat(row)
        .isEqualTo(
            new Row(
                row.workers(),
                row.seconds(),
                events,
                files.logs().size(),
                String.format(Locale.ROOT, "%.2f", each),
                String.format(Locale.ROOT, "%.2f", each * DOLLARS_A_PUT)));
  }

  private static WorkerEvent rendered(int frame, int worker) {
    return new WorkerEvent(
        WorkerEvent.Type.FRAME_RENDERED,
        NOON.plusMillis(frame),
        WorkerEvent.Source.of("worker-" + worker),
        Optional.of(TASK),
        Detail.rendered(frame, 1, Duration.ofSeconds(1)));
  }
}
