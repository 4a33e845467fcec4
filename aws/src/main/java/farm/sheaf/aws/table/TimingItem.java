package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.text;
import static farm.sheaf.aws.table.Attributes.time;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Timing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How long an attempt took, as an item of the table. */
final class TimingItem {
  private TimingItem() {}

  static Key key(Timing timing) {
    return Key.timing(timing.jobId(), timing.frame(), timing.attempt());
  }

  static Map<String, AttributeValue> of(Timing timing) {
    Map<String, AttributeValue> item = new HashMap<>(key(timing).attributes());
    item.put("frame", number(timing.frame()));
    item.put("attempt", number(timing.attempt()));
    item.put("worker", text(timing.worker()));
    item.put("endedAt", time(timing.span().endedAt()));
    item.put("took", text(timing.span().took().toString()));
    return item;
  }

  static Timing read(Map<String, AttributeValue> item) {
    return new Timing(
        new JobId(text(item, Key.PARTITION)),
        number(item, "frame"),
        number(item, "attempt"),
        text(item, "worker"),
        new Timing.Span(time(item, "endedAt"), Duration.parse(text(item, "took"))));
  }
}
