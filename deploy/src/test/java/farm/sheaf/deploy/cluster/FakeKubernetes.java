package farm.sheaf.deploy.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.talk.Json;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Kubernetes' API as far as a farm uses it: discovery, server-side apply, reading, listing,
 * deleting. What is applied is there at once, Deployments are complete, and what is deleted is gone
 * unless it was said to stay.
 */
public final class FakeKubernetes {
  /** An answer over HTTP. */
  public record Answer(int status, String body) {}

  private record Resource(String group, String plural, String kind, boolean namespaced) {}

  private static final List<Resource> RESOURCES =
      List.of(
          new Resource("v1", "namespaces", "Namespace", false),
          new Resource("v1", "nodes", "Node", false),
          new Resource("v1", "pods", "Pod", true),
          new Resource("v1", "configmaps", "ConfigMap", true),
          new Resource("apps/v1", "deployments", "Deployment", true),
          new Resource("batch/v1", "jobs", "Job", true),
          new Resource(
              "autoscaling/v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true),
          new Resource(
              "apiextensions.k8s.io/v1",
              "customresourcedefinitions",
              "CustomResourceDefinition",
              false),
          new Resource("keda.sh/v1alpha1", "scaledjobs", "ScaledJob", true),
          new Resource("karpenter.sh/v1", "nodepools", "NodePool", false),
          new Resource("eks.amazonaws.com/v1", "nodeclasses", "NodeClass", false));

  private final Map<String, ObjectNode> objects = new TreeMap<>();

  /** What was changed, in order, such as {@code apply scaledjobs/worker-cpu}. */
  public final List<String> done = new CopyOnWriteArrayList<>();

  /** With what each object was applied: the query of the request. */
  public final Map<String, String> manners = new TreeMap<>();

  /** Names of objects that no deletion removes. */
  public final List<String> staying = new CopyOnWriteArrayList<>();

  /** Groups that the cluster does not know, because nobody has installed them. */
  public final List<String> unknown = new CopyOnWriteArrayList<>();

  /** Puts an object there, such as {@code /api/v1/nodes/i-1}. */
  public FakeKubernetes has(String path, String labels) {
    ObjectNode object = Json.object();
    Resource resource = resource(path);
    object.put("apiVersion", resource.group()).put("kind", resource.kind());
    object
        .putObject("metadata")
        .put("name", path.substring(path.lastIndexOf('/') + 1))
        .set("labels", Json.parse(labels).orElseThrow());
    objects.put(path, object);
    return this;
  }

  /** Answers a request for a path below {@code /api} or {@code /apis}. */
  public synchronized Answer answer(String method, String target, String body) {
    URI uri = URI.create(target);
    String path = uri.getPath();
    String group = path.replaceFirst("^/apis?/", "");
    if (unknown.stream().anyMatch(group::startsWith)) {
      return new Answer(404, "404 page not found");
    }
    if (RESOURCES.stream().anyMatch(each -> each.group().equals(group))) {
      return new Answer(200, discovery(group));
    }
    return switch (method) {
      case "PATCH" -> applied(path, String.valueOf(uri.getQuery()), body);
      case "DELETE" -> deleted(path);
      default -> read(path, String.valueOf(uri.getQuery()));
    };
  }

  private static String discovery(String group) {
    ObjectNode list = Json.object().put("kind", "APIResourceList").put("groupVersion", group);
    ArrayNode resources = list.putArray("resources");
    for (Resource each : RESOURCES) {
      if (each.group().equals(group)) {
        resources
            .addObject()
            .put("name", each.plural())
            .put("kind", each.kind())
            .put("namespaced", each.namespaced());
      }
    }
    return list.toString();
  }

  private Answer applied(String path, String query, String body) {
    ObjectNode object = (ObjectNode) Json.parse(body).orElseThrow();
    if (object.path("kind").asText().equals("Deployment")) {
      object.putObject("status").put("replicas", 1).put("updatedReplicas", 1);
      object.withObject("/status").put("availableReplicas", 1);
    }
    objects.put(path, object);
    manners.put(shortly(path), query);
    done.add("apply " + shortly(path));
    return new Answer(200, object.toString());
  }

  private Answer deleted(String path) {
    if (!objects.containsKey(path)) {
      return notFound(path);
    }
    done.add("delete " + shortly(path));
    if (!staying.contains(path.substring(path.lastIndexOf('/') + 1))) {
      objects.remove(path);
    }
    return new Answer(
        200, "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Success\"}");
  }

  private Answer read(String path, String query) {
    ObjectNode object = objects.get(path);
    if (object != null) {
      return new Answer(200, object.toString());
    }
    Resource resource = resource(path);
    if (!path.endsWith("/" + resource.plural())) {
      return notFound(path);
    }
    ObjectNode list =
        Json.object().put("apiVersion", resource.group()).put("kind", resource.kind() + "List");
    list.putObject("metadata").put("resourceVersion", "1");
    ArrayNode items = list.putArray("items");
    String label =
        query.contains("labelSelector=")
            ? query.replaceFirst(".*labelSelector=([^&]*).*", "$1")
            : "";
    objects.forEach(
        (each, found) -> {
          JsonNode labels = found.path("metadata").path("labels");
          if (each.startsWith(path + "/") && (label.isEmpty() || labels.has(label))) {
            items.add(found);
          }
        });
    return new Answer(200, list.toString());
  }

  private static Answer notFound(String path) {
    return new Answer(
        404,
        "{\"kind\": \"Status\", \"status\": \"Failure\", \"code\": 404, \"message\": \"no %s\"}"
            .formatted(path));
  }

  private static Resource resource(String path) {
    return RESOURCES.stream()
        .filter(
            each ->
                path.contains("/" + each.group() + "/")
                    && (path + "/").contains("/" + each.plural() + "/"))
        .filter(
            each -> !each.kind().equals("Namespace") || path.matches("/api/v1/namespaces(/[^/]+)?"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no such resource: " + path));
  }

  /** {@code scaledjobs/worker-cpu}. */
  private static String shortly(String path) {
    String[] parts = path.split("/", -1);
    return parts[parts.length - 2] + "/" + parts[parts.length - 1];
  }
}
