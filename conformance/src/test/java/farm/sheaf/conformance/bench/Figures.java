package farm.sheaf.conformance.bench;

import farm.sheaf.conformance.bench.RequestMeter.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What was measured beside what we aim at, as a table in Markdown. */
final class Figures {
  /** An exponent that nobody could tell from none. */
  private static final double FLAT = 0.05;

  private final List<Row> rows = new ArrayList<>();

  private record Row(String what, String measured, String target, Verdict verdict) {}

  /** Whether a target is met; {@code NONE} where there is no target. */
  enum Verdict {
    MET("met"),
    MISSED("**missed**"),
    NONE("");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    static Verdict of(boolean met) {
      return met ? MET : MISSED;
    }
  }

  void add(String what, String measured, String target, Verdict verdict) {
    rows.add(new Row(what, measured, target, verdict));
  }

  /** What all news of a job asks for, by its frames, and how that grows with them. */
  void news(Map<Integer, Reading> byFrames) {
    String sizes =
        byFrames.keySet().stream().map("%,d"::formatted).collect(Collectors.joining(", "));
    grows(
        "write units a frame, in jobs of %s frames".formatted(sizes),
        byFrames,
        Reading::writeUnits);
    grows("read units a frame", byFrames, reading -> reading.read().units());
    grows("requests of the table a frame", byFrames, Reading::table);
  }

  private void grows(String what, Map<Integer, Reading> byFrames, ToDoubleFunction<Reading> of) {
    List<double[]> points =
        byFrames.entrySet().stream()
            .map(e -> new double[] {e.getKey(), of.applyAsDouble(e.getValue()) / e.getKey()})
            .toList();
    double exponent = exponent(points);
    String each =
        points.stream().map(point -> "%.3f".formatted(point[1])).collect(Collectors.joining(", "));
    add(
        what,
        "%s: exponent %.3f".formatted(each, exponent),
        "exponent 0",
        Verdict.of(exponent < FLAT));
  }

  /** The slope of the straight line that fits the logarithms best, by least squares. */
  private static double exponent(List<double[]> points) {
    double x = points.stream().mapToDouble(point -> Math.log(point[0])).average().orElseThrow();
    double y = points.stream().mapToDouble(point -> Math.log(point[1])).average().orElseThrow();
    double together =
        points.stream()
            .mapToDouble(point -> (Math.log(point[0]) - x) * (Math.log(point[1]) - y))
            .sum();
    return together
        / points.stream().mapToDouble(point -> Math.pow(Math.log(point[0]) - x, 2)).sum();
  }

  void print(String heading) {
    System.out.printf("| %s | measured | aimed at, at most | |%n|---|---|---|---|%n", heading);
    rows.forEach(
        row ->
            System.out.printf(
                "| %s | %s | %s | %s |%n",
                row.what(), row.measured(), row.target(), row.verdict().word));
  }
}
