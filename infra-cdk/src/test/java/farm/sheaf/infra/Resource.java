package farm.sheaf.infra;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource of a template.
 *
 * @param stack its stack's part of the farm
 * @param id its logical id
 */
record Resource(String stack, String id, JsonNode json) {
  String type() {
    return json.path("Type").asText();
  }

  JsonNode properties() {
    return json.path("Properties");
  }

  /** A property by its way through the objects, such as {@code Budget/BudgetLimit/Amount}. */
  JsonNode property(String way) {
    return properties().at("/" + way);
  }

  /** A property as text, with its references as {@code ${Name}}. */
  String text(String way) {
    return Intrinsics.text(property(way));
  }

  String deletionPolicy() {
    return json.path("DeletionPolicy").asText();
  }

  @Override
  public String toString() {
    return stack + "/" + id + " (" + type() + ")";
  }
}
