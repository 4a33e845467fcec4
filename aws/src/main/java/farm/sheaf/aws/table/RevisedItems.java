package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.number;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items that several hands change at once. Each hand reads an item, makes something of it, and
 * writes that if nobody was faster; else it begins anew after a pause. An attribute counts the
 * writes, and a write names the count that it saw.
 */
final class RevisedItems {
  /** Some twenty seconds, with the pauses that lie between. */
  static final int TRIES = 60;

  private static final String REVISION = "rev";

  private final Table table;
  private final Pause pause;

  RevisedItems(Table table, Pause pause) {
    this.table = table;
    this.pause = pause;
  }

  /** How a value stands in its item. An item that is missing is read as one without attributes. */
  interface Form<T> {
    T read(Map<String, AttributeValue> item);

    Map<String, AttributeValue> write(T value);
  }

  /** A value before and after a change. */
  record Change<T>(T before, T after) {}

  /**
   * Changes a value, with two requests when nobody gets in the way, and one when nothing changes.
   *
   * @param change may be called several times
   * @throws IllegalStateException when others are faster again and again
   */
  <T> Change<T> change(Key key, Form<T> form, UnaryOperator<T> change) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      if (attempt > 1) {
        pause.before(attempt);
      }
      Map<String, AttributeValue> seen = table.get(key);
      T before = form.read(seen);
      T after = change.apply(before);
      if (after.equals(before) || write(key, seen, form.write(after))) {
        return new Change<>(before, after);
      }
    }
    throw new IllegalStateException(
        "%s of %s was changed by others %d times in a row, just before this change; the news has to come again"
            .formatted(key.item(), key.jobId(), TRIES));
  }

  /** Writes a value where there is none, with one request, and tells whether it did. */
  <T> boolean create(Key key, Form<T> form, T value) {
    return write(key, Map.of(), form.write(value));
  }

  private boolean write(
      Key key, Map<String, AttributeValue> seen, Map<String, AttributeValue> attributes) {
    long revision = seen.isEmpty() ? 0 : Attributes.longNumber(seen, REVISION);
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.putAll(key.attributes());
    item.put(REVISION, number(revision + 1));
    return seen.isEmpty()
        ? table.put(item, "attribute_not_exists(#rev)", Map.of())
        : table.put(item, "#rev = :seen", Map.of(":seen", number(revision)));
  }
}
