package farm.sheaf.client.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A list of jobs as columns: one job a line, the newest first, no decoration to cut away. */
public final class JobTableText {
  private static final List<String> HEADS = List.of("JOB", "STATUS", "FRAMES", "SUBMITTED", "FILE");

  private JobTableText() {}

  public static List<String> lines(ObjectNode list) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADS);
    for (JsonNode job : list.path("jobs")) {
      rows.add(
          List.of(
              job.path("jobId").asText(""),
              job.path("status").asText(""),
              job.path("frames").path("range").asText(""),
              job.path("submittedAt").asText("").replaceFirst("\\.[0-9]+Z$", "Z"),
              job.path("file").asText("")));
    }
    int[] widths = new int[HEADS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> joined(row, widths)).toList();
  }

  private static String joined(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).repeat(" ", widths[i] - row.get(i).length() + 2);
    }
    return line.toString().stripTrailing();
  }
}
