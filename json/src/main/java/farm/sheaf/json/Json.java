package farm.sheaf.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.job.InvalidRequestException;

/**
 * The farm's one way of reading and writing JSON text. Decimal numbers keep their digits, a field
 * that stands twice is an error, and so is text after the end.
 */
public final class Json {
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final int SHOWN = 60;

  private Json() {}

  /** An empty object to write fields into; they keep their order. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads text that should be one JSON object.
   *
   * @throws InvalidRequestException when it is not, quoting its start
   */
  public static ObjectNode parseObject(String text) {
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          "%s is not JSON (%s); send an object like {\"file\": \"scene.blend\"}"
              .formatted(shown(text), e.getOriginalMessage()));
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new InvalidRequestException(
        "%s is not a JSON object; send one like {\"file\": \"scene.blend\"}"
            .formatted(shown(text)));
  }

  /** The text of a node, without spaces. */
  public static String write(JsonNode node) {
    return node.toString();
  }

  /** The start of a text, quoted, for a message. */
  static String shown(String text) {
    return "\""
        + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...").replace('\n', ' ')
        + "\"";
  }
}
