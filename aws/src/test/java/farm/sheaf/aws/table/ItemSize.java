package farm.sheaf.aws.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an item takes, in bytes, by DynamoDB's rules ("DynamoDB item sizes and formats"). */
public final class ItemSize {
  private ItemSize() {}

  public static int of(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .mapToInt(entry -> entry.getKey().getBytes(UTF_8).length + of(entry.getValue()))
        .sum();
  }

  private static int of(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s().getBytes(UTF_8).length;
      case N -> ofNumber(value.n());
      case B -> Optional.ofNullable(value.b()).map(SdkBytes::asByteArray).orElseThrow().length;
      case SS -> value.ss().stream().mapToInt(text -> text.getBytes(UTF_8).length).sum();
      case NS -> value.ns().stream().mapToInt(ItemSize::ofNumber).sum();
      case BOOL -> 1;
      case M -> 3 + value.m().size() + of(value.m());
      case L -> 3 + value.l().size() + value.l().stream().mapToInt(ItemSize::of).sum();
      case BS, NUL, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("not used in this table: " + value);
    };
  }

  private static int ofNumber(String digits) {
    return (digits.length() + 1) / 2 + 1;
  }
}
