package farm.sheaf.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The resources of one stack's template. */
record Resources(String stack, JsonNode json) {
  Stream<Resource> all() {
    return StreamSupport.stream(((Iterable<String>) () -> json.fieldNames()).spliterator(), false)
        .map(id -> new Resource(stack, id, json.path(id)));
  }

  List<Resource> of(String type) {
    return all().filter(resource -> resource.type().equals(type)).toList();
  }

  /** The only resource of a type. */
  Resource only(String type) {
    List<Resource> found = of(type);
    assertThat(found).as(type + " in " + stack).hasSize(1);
    return found.get(0);
  }

  /** The resource of a type whose property has this text. */
  Resource where(String type, String property, String text) {
    List<Resource> found =
        of(type).stream().filter(resource -> resource.text(property).equals(text)).toList();
    assertThat(found).as("%s in %s whose %s is %s", type, stack, property, text).hasSize(1);
    return found.get(0);
  }
}
