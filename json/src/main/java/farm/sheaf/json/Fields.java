package farm.sheaf.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.job.InvalidRequestException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of a JSON object, read strictly: what is there is of the right type and value, or an
 * {@link InvalidRequestException} names the field, the value and what to send. Numbers may come as
 * text ({@code "17"}), because that is how the farm's first users sent them.
 */
public final class Fields {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final int LONGEST_TEXT = 1024;

  private final ObjectNode node;

  public Fields(ObjectNode node) {
    this.node = node;
  }

  public boolean has(String name) {
    return node.has(name);
  }

  /** A field's text, 1 to {@value #LONGEST_TEXT} characters; empty when the field is missing. */
  public Optional<String> text(String name) {
    return text(name, LONGEST_TEXT);
  }

  /** A field's text, 1 to this many characters; empty when the field is missing. */
  public Optional<String> text(String name, int longest) {
    return field(name, JsonNode::isTextual, "text")
        .map(JsonNode::textValue)
        .map(
            text -> {
              if (text.isEmpty()) {
                throw new InvalidRequestException(
                    name + ": \"\" says nothing; leave the field out or send some text");
              }
              if (text.length() > longest) {
                throw new InvalidRequestException(
                    "%s: %s has %,d characters; send at most %,d"
                        .formatted(name, Json.shown(text), text.length(), longest));
              }
              return text;
            });
  }

  /**
   * A field's text.
   *
   * @throws InvalidRequestException also when it is missing
   */
  public String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  /** A number written in digits, or such a text; empty when the field is missing. */
  public OptionalInt integer(String name) {
    Optional<Long> value = whole(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    long number = value.get();
    if (number != (int) number) {
      throw new InvalidRequestException(
          "%s: %d is too large; send a whole number like 17".formatted(name, number));
    }
    return OptionalInt.of((int) number);
  }

  /**
   * A whole number.
   *
   * @throws InvalidRequestException also when it is missing
   */
  public int requiredInteger(String name) {
    return integer(name).orElseThrow(() -> missing(name));
  }

  Optional<Long> whole(String name) {
    return scalar(name, "a whole number like 17")
        .map(
            text -> {
              if (!WHOLE.matcher(text).matches()) {
                throw wrong(name, node.get(name), "a whole number in the digits 0 to 9, like 17");
              }
              return Long.valueOf(text);
            });
  }

  /** A number's or a text's characters, for values that are parsed further. */
  Optional<String> scalar(String name, String expected) {
    return field(name, value -> value.isTextual() || value.isNumber(), expected)
        .map(
            value ->
                value.isIntegralNumber() || value.isTextual()
                    ? value.asText()
                    : decimal(value.decimalValue()));
  }

  /** Like {@link #scalar}, of a field that must be there. */
  String requiredScalar(String name) {
    return scalar(name, "text").orElseThrow(() -> missing(name));
  }

  /** A number, whole or decimal; empty when the field is missing. */
  Optional<BigDecimal> number(String name) {
    return field(name, JsonNode::isNumber, "a number").map(JsonNode::decimalValue);
  }

  private static String decimal(BigDecimal value) {
    // A huge exponent would make a text of as many digits.
    return Math.abs((long) value.scale()) > 30 ? value.toString() : value.toPlainString();
  }

  /** One of an enum's words; empty when the field is missing. */
  <E extends Enum<E>> Optional<E> word(String name, E[] values, Function<E, String> word) {
    String words =
        Stream.of(values).map(v -> "\"" + word.apply(v) + "\"").collect(Collectors.joining(" or "));
    return field(name, JsonNode::isTextual, words)
        .map(
            value ->
                Stream.of(values)
                    .filter(v -> word.apply(v).equals(value.textValue()))
                    .findFirst()
                    .orElseThrow(() -> wrong(name, value, words)));
  }

  private Optional<JsonNode> field(String name, Predicate<JsonNode> fits, String expected) {
    JsonNode value = node.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.isNull()) {
      throw new InvalidRequestException(
          "%s: null; leave the field out or send %s".formatted(name, expected));
    }
    if (!fits.test(value)) {
      throw wrong(name, value, expected);
    }
    return Optional.of(value);
  }

  /** An error that names a field, its value and what to send instead. */
  static InvalidRequestException wrong(String name, JsonNode value, String expected) {
    String shown = value.isTextual() ? Json.shown(value.textValue()) : value.toString();
    return new InvalidRequestException(
        "%s: %s is not possible; send %s".formatted(name, shorter(shown), expected));
  }

  private static String shorter(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  static InvalidRequestException missing(String name) {
    return new InvalidRequestException("%s is missing; send it".formatted(name));
  }

  /**
   * Refuses a field that nobody reads, because nothing is accepted that has no effect.
   *
   * @throws InvalidRequestException naming the field and the nearest known one
   */
  public void refuseUnknown(Collection<String> known) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new InvalidRequestException(
                    "%s is no field that the farm knows; did you mean \"%s\"?"
                        .formatted(Json.shown(name), Spelling.nearest(name, known)));
              }
            });
  }
}
