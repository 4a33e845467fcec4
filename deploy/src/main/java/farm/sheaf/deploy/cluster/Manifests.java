package farm.sheaf.deploy.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import farm.sheaf.talk.Problem;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Manifests as they are written. They are read without models of their kinds, so that nothing is
 * added to what is sent, and nothing that a model lacks is lost.
 */
record Manifests(String yaml) {
  private static final KubernetesSerialization UNTYPED =
      new KubernetesSerialization(new ObjectMapper(), false);

  /** Namespaces and kinds first, because other objects are refused without them. */
  List<GenericKubernetesResource> inOrder() {
    Object read = UNTYPED.unmarshal(yaml);
    Collection<?> all =
        switch (read) {
          case KubernetesList list -> list.getItems();
          case Collection<?> several -> several;
          default -> List.of(read);
        };
    return all.stream()
        .map(Manifests::object)
        .sorted(Comparator.comparingInt(Manifests::rank))
        .toList();
  }

  private static GenericKubernetesResource object(Object read) {
    if (read instanceof GenericKubernetesResource object) {
      return object;
    }
    if (read instanceof HasMetadata object) {
      return UNTYPED.convertValue(object, GenericKubernetesResource.class);
    }
    throw Problem.failed("These are no manifests of Kubernetes: %s".formatted(read));
  }

  private static int rank(GenericKubernetesResource object) {
    return switch (object.getKind()) {
      case "Namespace" -> 0;
      case "CustomResourceDefinition" -> 1;
      default -> 2;
    };
  }
}
