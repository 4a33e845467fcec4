package farm.sheaf.aws.table;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item's attributes, read and written by type. DynamoDB knows no empty sets, so none is written.
 */
final class Attributes {
  /** All times have the same length, so that they sort as text. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Attributes() {}

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static AttributeValue time(Instant value) {
    return text(TIME.format(value));
  }

  static AttributeValue numbers(Collection<Integer> values) {
    return AttributeValue.fromNs(values.stream().map(String::valueOf).toList());
  }

  static AttributeValue texts(Collection<String> values) {
    return AttributeValue.fromSs(values.stream().toList());
  }

  /**
   * @throws IllegalStateException when the item has no such text
   */
  static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null || value.s() == null) {
      throw new IllegalStateException("%s has no text \"%s\"".formatted(item.keySet(), name));
    }
    return value.s();
  }

  static String textOrEmpty(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? text(item, name) : "";
  }

  static int number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null || value.n() == null) {
      throw new IllegalStateException("%s has no number \"%s\"".formatted(item.keySet(), name));
    }
    return Integer.parseInt(value.n());
  }

  static Instant time(Map<String, AttributeValue> item, String name) {
    return Instant.parse(text(item, name));
  }

  static Collection<Integer> numbers(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? List.of() : value.ns().stream().map(Integer::valueOf).toList();
  }

  static Collection<String> texts(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? List.of() : value.ss();
  }
}
