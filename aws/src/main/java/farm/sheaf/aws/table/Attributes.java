package farm.sheaf.aws.table;

import farm.sheaf.core.frame.FrameBits;
import farm.sheaf.core.frame.FrameSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item's attributes, read and written by type. DynamoDB knows no empty sets, so none is written.
 */
final class Attributes {
  /** All times have the same length, so that they sort as text. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final String MORE = "...";

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

  /** A bit for each frame of the whole; a mere flag when all of them are meant. */
  static AttributeValue frames(FrameSet whole, FrameSet part) {
    return part.equals(whole)
        ? AttributeValue.fromBool(true)
        : AttributeValue.fromB(SdkBytes.fromByteArray(FrameBits.bytes(whole, part)));
  }

  /** A text of at most so many characters, as a person would shorten it. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - MORE.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + MORE;
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

  static int number(Map<String, AttributeValue> item, String name) {
    return Math.toIntExact(longNumber(item, name));
  }

  /**
   * @throws IllegalStateException when the item has no such number
   */
  static long longNumber(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null || value.n() == null) {
      throw new IllegalStateException("%s has no number \"%s\"".formatted(item.keySet(), name));
    }
    return Long.parseLong(value.n());
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

  /** A list's texts, which may be empty or stand there twice. */
  static List<String> list(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? List.of() : value.l().stream().map(AttributeValue::s).toList();
  }

  /** What {@link #frames(FrameSet, FrameSet)} wrote; no frames when there is no such attribute. */
  static FrameSet frames(Map<String, AttributeValue> item, String name, FrameSet whole) {
    AttributeValue value = item.get(name);
    if (value == null) {
      return FrameSet.EMPTY;
    }
    return value.b() == null ? whole : FrameBits.frames(whole, value.b().asByteArray());
  }
}
