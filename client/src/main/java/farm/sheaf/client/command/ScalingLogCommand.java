package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.account.Stage;
import farm.sheaf.deploy.cluster.HpaText;
import farm.sheaf.deploy.cluster.LiveScaling;
import farm.sheaf.deploy.cluster.ScalingFile;
import farm.sheaf.deploy.cluster.ScalingLog;
import farm.sheaf.deploy.cluster.ScalingRow;
import farm.sheaf.deploy.cluster.ScalingSource;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many workers there were, and how much work, over time. */
@Command(
    name = "scaling-log",
    description = {
      "Log a farm's workers and queues over time, as CSV: for plots of how it scales.",
      "A cell is empty where its figure could not be read."
    })
final class ScalingLogCommand extends Verb {
  private static final Duration LEAST = Duration.ofSeconds(1);

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = TimeWord.class,
      description = "How often to look, such as 10s or 1m. Default: 30s.")
  private Duration every = Duration.ofSeconds(30);

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = TimeWord.class,
      description = "How long, such as 2h. Default: until Ctrl-C.")
  private Optional<Duration> length = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FILE.csv",
      description = "Where to write; a log that is there goes on. Default: stdout.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--from-hpa-text",
      paramLabel = "FILE",
      description = "Convert what \"kubectl get hpa -w\" printed instead; - reads stdin.")
  private Optional<String> hpaText = Optional.empty();

  private final List<ScalingRow> rows = new ArrayList<>();

  ScalingLogCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    if (every.compareTo(LEAST) < 0) {
      throw Problem.usage("every: it must be 1s or more");
    }
    if (output.isPresent()) {
      try (ScalingFile file = ScalingFile.open(output.get())) {
        write(file::add);
      }
    } else {
      line(ScalingRow.HEADER);
      write(some -> some.forEach(row -> line(row.csv())));
    }
    result(document(), List.of());
    return ExitCode.DONE;
  }

  private void write(Consumer<List<ScalingRow>> sink) {
    Consumer<List<ScalingRow>> all = rows::addAll;
    if (hpaText.isPresent()) {
      all.andThen(sink).accept(converted(hpaText.get()));
      return;
    }
    Stage stage =
        Stage.named(environment())
            .orElseThrow(
                () ->
                    Problem.usage(
                        "Whose scaling? Only farms on AWS scale; add --stage prod, or your stage's"
                            + " name."));
    try (ScalingSource source = LiveScaling.of(stage, environment())) {
      ScalingLog log = new ScalingLog(source, context().time().clock(), talk()::say);
      context()
          .interruption()
          .during(
              () -> {
                follow(log, all.andThen(sink));
                return ExitCode.DONE;
              },
              () -> talk().say("Stopped after %d rows%s.".formatted(rows.size(), where())));
    }
  }

  /** Looks on a grid of times, so that hours of looking do not drift. */
  private void follow(ScalingLog log, Consumer<List<ScalingRow>> sink) {
    Instant start = context().time().clock().instant();
    Duration planned = Duration.ZERO;
    while (length.isEmpty() || planned.compareTo(length.get()) <= 0) {
      sink.accept(log.look());
      Duration passed = Duration.between(start, context().time().clock().instant());
      do {
        planned = planned.plus(every);
      } while (planned.compareTo(passed) < 0);
      if (length.isEmpty() || planned.compareTo(length.get()) <= 0) {
        pause(planned.minus(passed));
      }
    }
  }

  private void pause(Duration duration) {
    try {
      context().time().pause().pause(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ExitCode.INTERRUPTED, "Interrupted.", e);
    }
  }

  private List<ScalingRow> converted(String from) {
    try {
      Instant end = context().time().clock().instant();
      if (from.equals("-")) {
        String typed = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        return checked(new HpaText(typed.lines().toList()).rows(end), "stdin");
      }
      Path file = Path.of(from);
      end = Files.getLastModifiedTime(file).toInstant();
      return checked(new HpaText(Files.readAllLines(file)).rows(end), from);
    } catch (IOException e) {
      throw new Problem(
          ExitCode.USAGE,
          "from-hpa-text: %s cannot be read (%s).\nMake it with: kubectl get hpa -n sheaf -w | tee hpa.txt"
              .formatted(from, e.getClass().getSimpleName()),
          e);
    }
  }

  private static List<ScalingRow> checked(List<ScalingRow> rows, String from) {
    if (rows.isEmpty()) {
      throw Problem.failed(
          "No line of %s is of an autoscaler that goes by CPU.\nMake one with: kubectl get hpa -n sheaf -w | tee hpa.txt"
              .formatted(from));
    }
    return rows;
  }

  private String where() {
    return output.map(file -> " in " + file).orElse("");
  }

  private ObjectNode document() {
    ObjectNode document = Json.object();
    output.ifPresent(file -> document.put("file", file.toString()));
    ArrayNode all = document.putArray("rows");
    String[] names = ScalingRow.HEADER.split(",", -1);
    for (ScalingRow row : rows) {
      ObjectNode node = all.addObject();
      String[] cells = row.csv().split(",", -1);
      for (int i = 0; i < names.length; i++) {
        if (cells[i].isEmpty()) {
          node.putNull(names[i]);
        } else if (i < 2) {
          node.put(names[i], cells[i]);
        } else {
          node.put(names[i], Integer.parseInt(cells[i]));
        }
      }
    }
    return document;
  }
}
