package farm.sheaf.deploy.cluster;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Kubernetes on a farm's cluster, as far as a deployment and a removal change it. */
public final class Kubernetes implements AutoCloseable {
  private static final String NAMESPACE = "sheaf";

  /**
   * In whose name fields are set: that of kubectl, so that whoever applies the same manifests by
   * hand owns the same fields, and a field that a manifest has no more goes.
   */
  private static final String MANAGER = "kubectl";

  private final KubernetesClient client;
  private final Consumer<String> told;

  private Kubernetes(KubernetesClient client, Consumer<String> told) {
    this.client = client;
    this.told = told;
  }

  static Kubernetes at(EksCluster cluster, Consumer<String> told) {
    return new Kubernetes(Connection.to(cluster), told);
  }

  /** Makes sure that the cluster answers, and answers this caller. */
  public void greet() {
    asked("list its namespaces", () -> client.namespaces().list());
  }

  /** Brings objects to what their manifests say, those first on which others stand. */
  public void apply(String yaml) {
    for (GenericKubernetesResource each : new Manifests(yaml).inOrder()) {
      String name = "%s %s".formatted(each.getKind(), each.getMetadata().getName());
      asked(
          "apply " + name,
          () -> client.resource(each).fieldManager(MANAGER).forceConflicts().serverSideApply());
      told.accept(name + " applied");
    }
  }

  /** A Deployment's state, if it is there. */
  public Optional<Rollout> rollout(String namespace, String name) {
    return asked(
        "look at deployment/" + name,
        () ->
            Optional.<Deployment>ofNullable(
                    client.apps().deployments().inNamespace(namespace).withName(name).get())
                .map(Rollout::of));
  }

  /** Begins to delete an object of the farm; it may be gone already, and its whole kind too. */
  public void delete(Kind kind, String name) {
    asked(
        "delete " + kind.named(name),
        () ->
            in(kind).withName(name).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete());
    told.accept(kind.named(name) + " deleted");
  }

  /** The farm's objects of a kind, as kubectl names them; none where there is no such kind. */
  public List<String> names(Kind kind) {
    return names(kind, in(kind));
  }

  /** Those of some names, where others of the kind are not the farm's. */
  public List<String> names(Kind kind, List<String> own) {
    List<String> named = own.stream().map(kind::named).toList();
    return names(kind).stream().filter(named::contains).toList();
  }

  /** Those that have a label. */
  public List<String> labelled(Kind kind, String label) {
    return names(kind, in(kind).withLabel(label));
  }

  /** Begins to delete all of the farm's objects of a kind. */
  public void deleteAll(Kind kind) {
    names(kind).forEach(each -> delete(kind, each.substring(each.indexOf('/') + 1)));
  }

  private List<String> names(
      Kind kind,
      FilterWatchListDeletable<
              GenericKubernetesResource,
              GenericKubernetesResourceList,
              Resource<GenericKubernetesResource>>
          objects) {
    return asked(
        "list " + kind.named("*"),
        () -> {
          try {
            return objects.list().getItems().stream()
                .map(each -> kind.named(each.getMetadata().getName()))
                .toList();
          } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
              return List.of();
            }
            throw e;
          }
        });
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      in(Kind kind) {
    MixedOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        objects = client.genericKubernetesResources(kind.definition());
    return switch (kind.scope()) {
      case NAMESPACE -> objects.inNamespace(NAMESPACE);
      case CLUSTER -> objects;
    };
  }

  private static <T> T asked(String doing, Supplier<T> question) {
    try {
      return question.get();
    } catch (KubernetesClientException e) {
      throw ClusterTrouble.problem(doing, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
