package farm.sheaf.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** A statement of a policy, and the resource that has it. */
record Statement(Resource of, JsonNode json) {
  /** What roles may do, not what resources let others do. */
  static Stream<Statement> ofRoles(Templates templates) {
    return templates.all().flatMap(Statement::granted);
  }

  private static Stream<Statement> granted(Resource resource) {
    Stream<JsonNode> documents =
        Stream.concat(
            Intrinsics.elements(resource.property("Policies"))
                .map(policy -> policy.path("PolicyDocument")),
            resource.type().startsWith("AWS::IAM::")
                ? Stream.of(resource.property("PolicyDocument"))
                : Stream.empty());
    return documents
        .flatMap(document -> Intrinsics.elements(document.path("Statement")))
        .map(statement -> new Statement(resource, statement));
  }

  /** What a resource lets others do, or forbids them. */
  static Stream<Statement> ofPolicy(Resource resource) {
    return Intrinsics.elements(resource.property("PolicyDocument/Statement"))
        .map(statement -> new Statement(resource, statement));
  }

  List<String> actions() {
    return Intrinsics.elements(json.path("Action")).map(JsonNode::asText).toList();
  }

  List<String> resources() {
    return Intrinsics.elements(json.path("Resource")).map(Intrinsics::text).toList();
  }

  String id() {
    return json.path("Sid").asText();
  }

  boolean forbidsPlainText() {
    return json.path("Effect").asText().equals("Deny")
        && json.at("/Condition/Bool/aws:SecureTransport").asText().equals("false");
  }
}
