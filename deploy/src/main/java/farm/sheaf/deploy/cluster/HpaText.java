package farm.sheaf.deploy.cluster;

import farm.sheaf.deploy.cluster.ScalingRow.Cpu;
import farm.sheaf.deploy.cluster.ScalingRow.WorkerCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code kubectl get hpa} prints, once or again and again. It has no times but the age of the
 * autoscaler, so each line is as old as its age is less than the last one's.
 */
public record HpaText(List<String> lines) {
  /** NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE; later ones write "cpu: 12%/50%". */
  private static final Pattern LINE =
      Pattern.compile(
          "\\S+\\s+\\S+/\\S+\\s+(?:cpu:\\s*)?(<unknown>|[0-9]+%)\\s*/\\s*([0-9]+)%(?:,.*?)?"
              + "\\s+[0-9]+\\s+[0-9]+\\s+([0-9]+)\\s+((?:[0-9]+[dhms])+)");

  private static final Pattern AGE = Pattern.compile("([0-9]+)([dhms])");

  private record Line(Duration age, WorkerCount workers) {}

  public HpaText {
    lines = List.copyOf(lines);
  }

  /**
   * The rows that it says.
   *
   * @param end when the last line was printed
   */
  public List<ScalingRow> rows(Instant end) {
    List<Line> read = new ArrayList<>();
    for (String line : lines) {
      Matcher found = LINE.matcher(line.strip());
      if (found.matches()) {
        read.add(new Line(age(found.group(4)), workers(found)));
      }
    }
    return read.stream()
        .map(
            line ->
                new ScalingRow(
                    end.minus(read.getLast().age().minus(line.age())),
                    "cpu",
                    Optional.of(line.workers()),
                    Optional.empty()))
        .toList();
  }

  /** Of the pods it says how many there are, not which of them run. */
  private static WorkerCount workers(Matcher found) {
    String percent = found.group(1);
    return new WorkerCount(
        OptionalInt.of(Integer.parseInt(found.group(3))),
        OptionalInt.empty(),
        OptionalInt.empty(),
        new Cpu(
            percent.endsWith("%")
                ? OptionalInt.of(Integer.parseInt(percent.substring(0, percent.length() - 1)))
                : OptionalInt.empty(),
            OptionalInt.of(Integer.parseInt(found.group(2)))));
  }

  private static Duration age(String text) {
    Duration age = Duration.ZERO;
    Matcher part = AGE.matcher(text);
    while (part.find()) {
      long count = Long.parseLong(part.group(1));
      age =
          age.plus(
              switch (part.group(2)) {
                case "d" -> Duration.ofDays(count);
                case "h" -> Duration.ofHours(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofSeconds(count);
              });
    }
    return age;
  }
}
