package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.texts;

import farm.sheaf.core.job.JobId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The warnings in a job's item: a set that grows up to a bound, so that the item has one. */
final class Warnings {
  private static final int MOST = 100;
  private static final int LONGEST = 500;

  private final Table table;

  Warnings(Table table) {
    this.table = table;
  }

  void add(JobId id, Set<String> warnings) {
    Set<String> wanted =
        warnings.stream()
            .filter(warning -> !warning.isEmpty())
            .map(warning -> Attributes.cut(warning, LONGEST))
            .collect(Collectors.toSet());
    while (true) {
      Map<String, AttributeValue> job = table.get(Key.job(id));
      Collection<String> known = texts(job, "warnings");
      List<String> fresh =
          wanted.stream()
              .filter(warning -> !known.contains(warning))
              .limit(Math.max(0, MOST - known.size()))
              .toList();
      if (!JobItem.alive(job) || fresh.isEmpty() || add(id, fresh, known.size())) {
        return;
      }
    }
  }

  /** Adds warnings if there are still as many as were counted, and tells whether it did. */
  private boolean add(JobId id, List<String> fresh, int known) {
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":more", texts(fresh)));
    String unchanged = "attribute_not_exists(#warnings)";
    if (known > 0) {
      unchanged = "size(#warnings) = :known";
      values.put(":known", number(known));
    }
    return table.update(
        Key.job(id),
        new Table.Change("ADD #warnings :more", "attribute_exists(#run) AND " + unchanged, values));
  }
}
