package farm.sheaf.cluster.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One object that a folder renders to. */
record Document(String folder, ObjectNode tree) {
  String kind() {
    return tree.path("kind").asText();
  }

  String type() {
    return tree.path("apiVersion").asText() + " " + kind();
  }

  String name() {
    return tree.at("/metadata/name").asText();
  }

  JsonNode at(String pointer) {
    return tree.at(pointer);
  }

  /** Where it is, for people. */
  @Override
  public String toString() {
    return "%s: %s %s".formatted(folder, kind(), name());
  }
}
