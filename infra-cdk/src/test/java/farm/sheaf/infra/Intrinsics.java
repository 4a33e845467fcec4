package farm.sheaf.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** CloudFormation's functions, as a person writes them: {@code arn:${AWS::Partition}:s3:::x}. */
final class Intrinsics {
  private Intrinsics() {}

  static String text(JsonNode node) {
    if (node.has("Ref")) {
      return "${" + node.path("Ref").asText() + "}";
    }
    if (node.has("Fn::GetAtt")) {
      return elements(node.path("Fn::GetAtt"))
          .map(JsonNode::asText)
          .collect(Collectors.joining(".", "${", "}"));
    }
    if (node.has("Fn::Join")) {
      return elements(node.path("Fn::Join").path(1))
          .map(Intrinsics::text)
          .collect(Collectors.joining(node.path("Fn::Join").path(0).asText()));
    }
    if (node.has("Fn::Select")) {
      // A part of something by its number: {"Fn::Select": [6, {"Fn::Split": [":", {"Ref": "A"}]}]}.
      return text(node.path("Fn::Select").path(1).path("Fn::Split").path(1))
          + "["
          + node.path("Fn::Select").path(0).asText()
          + "]";
    }
    return node.isValueNode() || node.isMissingNode() ? node.asText() : node.toString();
  }

  /** What stands in a list, or alone where a list of one is written without its brackets. */
  static Stream<JsonNode> elements(JsonNode node) {
    if (node.isMissingNode()) {
      return Stream.empty();
    }
    return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
  }
}
