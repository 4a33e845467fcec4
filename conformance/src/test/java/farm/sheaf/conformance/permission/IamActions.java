package farm.sheaf.conformance.permission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which IAM actions an operation of the SDK needs, and on what; the table is {@code
 * iam-actions.csv}, after AWS's "Service Authorization Reference".
 */
final class IamActions {
  private final Map<String, List<Row>> rows;

  private IamActions(Map<String, List<Row>> rows) {
    this.rows = rows;
  }

  /** What a grant of the action names as its resource. */
  enum On {
    BUCKET,
    OBJECT,
    QUEUE,
    TABLE
  }

  record Row(String action, On on) {}

  static IamActions read() throws IOException {
    Map<String, List<Row>> rows = new TreeMap<>();
    for (List<String> cells : csv("iam-actions.csv")) {
      rows.computeIfAbsent(cells.get(0) + " " + cells.get(1), _ -> new ArrayList<>())
          .add(new Row(cells.get(2), On.valueOf(cells.get(3).toUpperCase(java.util.Locale.ROOT))));
    }
    return new IamActions(rows);
  }

  /**
   * What an operation needs.
   *
   * @param operation as the request log names it, such as {@code Sqs SendMessageBatch}
   * @throws IllegalArgumentException for one that is not in the table
   */
  List<Row> of(String operation) {
    List<Row> found = rows.get(operation);
    if (found == null) {
      throw new IllegalArgumentException(
          "%s was called and is not in iam-actions.csv; add the IAM actions that it needs"
              .formatted(operation));
    }
    return found;
  }

  /** The rows of a table of ours without its heading; a last cell may hold commas. */
  static List<List<String>> csv(String name) throws IOException {
    try (InputStream content = IamActions.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(content, name).readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .filter(line -> !line.isBlank())
          .map(line -> List.of(line.split(",", 4)))
          .toList();
    }
  }
}
