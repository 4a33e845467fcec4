package farm.sheaf.client.analysis;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a worker's log: {@code 2026-11-20T17:03:11.204Z frame-rendered run=1 task=3 frame=12
 * attempt=1 seconds=1.20}.
 *
 * @param numbers its fields, such as {@code frame}
 */
record WorkerLine(String worker, Instant time, String event, Map<String, Double> numbers) {
  private static final Pattern FORM = Pattern.compile("(\\S+) ([a-z-]+)((?: [a-z]+=\\S+)*).*");
  private static final Pattern FIELD = Pattern.compile("([a-z]+)=(-?\\d+(?:\\.\\d+)?)(?= |$)");

  /** Empty for a line of another form. */
  static Optional<WorkerLine> read(String worker, String line) {
    Matcher form = FORM.matcher(line);
    if (!form.matches()) {
      return Optional.empty();
    }
    Map<String, Double> numbers = new HashMap<>();
    Matcher field = FIELD.matcher(form.group(3));
    while (field.find()) {
      numbers.put(field.group(1), Double.valueOf(field.group(2)));
    }
    try {
      return Optional.of(
          new WorkerLine(worker, Instant.parse(form.group(1)), form.group(2), numbers));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  boolean is(String word) {
    return event.equals(word);
  }

  int number(String field) {
    return numbers.getOrDefault(field, 0.0).intValue();
  }

  Duration took() {
    return Duration.ofMillis(Math.round(numbers.getOrDefault("seconds", 0.0) * 1_000));
  }
}
