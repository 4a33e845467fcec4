package farm.sheaf.deploy.cluster;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Locale;

/** What a farm has on its cluster, by the names that Kubernetes' API has for it. */
public enum Kind {
  SCALED_JOB("keda.sh/v1alpha1", "ScaledJob", "scaledjobs", Scope.NAMESPACE),
  DEPLOYMENT("apps/v1", "Deployment", "deployments", Scope.NAMESPACE),
  AUTOSCALER(
      "autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", Scope.NAMESPACE),
  JOB("batch/v1", "Job", "jobs", Scope.NAMESPACE),
  POD("v1", "Pod", "pods", Scope.NAMESPACE),
  NODE("v1", "Node", "nodes", Scope.CLUSTER),
  NODE_POOL("karpenter.sh/v1", "NodePool", "nodepools", Scope.CLUSTER),
  NODE_CLASS("eks.amazonaws.com/v1", "NodeClass", "nodeclasses", Scope.CLUSTER);

  enum Scope {
    NAMESPACE,
    CLUSTER
  }

  private final String apiVersion;
  private final String word;
  private final String plural;
  private final Scope scope;

  Kind(String apiVersion, String word, String plural, Scope scope) {
    this.apiVersion = apiVersion;
    this.word = word;
    this.plural = plural;
    this.scope = scope;
  }

  Scope scope() {
    return scope;
  }

  ResourceDefinitionContext definition() {
    int slash = apiVersion.indexOf('/');
    return new ResourceDefinitionContext.Builder()
        .withGroup(slash < 0 ? "" : apiVersion.substring(0, slash))
        .withVersion(apiVersion.substring(slash + 1))
        .withKind(word)
        .withPlural(plural)
        .withNamespaced(scope == Scope.NAMESPACE)
        .build();
  }

  /** As kubectl prints it, such as {@code pod/worker-1}. */
  String named(String name) {
    return word.toLowerCase(Locale.ROOT) + "/" + name;
  }
}
