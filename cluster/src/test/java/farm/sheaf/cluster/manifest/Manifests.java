package farm.sheaf.cluster.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The folders below {@code cluster} that render to objects, each rendered once. */
final class Manifests {
  static final Path CLUSTER = Path.of("").toAbsolutePath();

  /** What is applied to a cluster. */
  static final List<String> OVERLAYS =
      List.of("overlays/keda", "overlays/keda-gpu", "overlays/hpa");

  /** What those are made of. */
  static final List<String> PARTS = List.of("base", "node-pools", "node-pools/gpu");

  private static final ObjectReader READER = new YAMLMapper().readerFor(ObjectNode.class);
  private static final Map<String, List<Document>> RENDERED = new ConcurrentHashMap<>();

  private Manifests() {}

  static List<Document> of(String folder) {
    return RENDERED.computeIfAbsent(
        folder, each -> documents(each, kustomize().render(CLUSTER.resolve(each))));
  }

  /** All objects of all folders. */
  static List<Document> all() {
    return Stream.concat(OVERLAYS.stream(), PARTS.stream())
        .flatMap(each -> of(each).stream())
        .toList();
  }

  /** All objects of one kind in the overlays. */
  static List<Document> ofKind(String kind) {
    return OVERLAYS.stream().flatMap(each -> ofKind(each, kind).stream()).toList();
  }

  static List<Document> ofKind(String folder, String kind) {
    return of(folder).stream().filter(each -> each.kind().equals(kind)).toList();
  }

  static Kustomize kustomize() {
    Optional<Kustomize> found = Kustomize.any();
    if (found.isEmpty()) {
      System.err.println(Kustomize.NONE);
    }
    Assumptions.assumeTrue(found.isPresent(), Kustomize.NONE);
    return found.orElseThrow();
  }

  static List<Document> documents(String folder, String yaml) {
    try (MappingIterator<ObjectNode> trees = READER.readValues(yaml)) {
      return trees.readAll().stream().map(tree -> new Document(folder, tree)).toList();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(folder + " renders to what is no YAML", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
