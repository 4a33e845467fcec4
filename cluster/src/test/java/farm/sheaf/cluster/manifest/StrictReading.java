package farm.sheaf.cluster.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads an object with nothing left over: Kubernetes' own kinds by typed models, the others by the
 * schemas in {@code cluster/schemas}. A cluster is more lenient: it drops what it does not know.
 */
final class StrictReading {
  private static final Map<String, Class<?>> TYPED =
      Map.of(
          "v1 Namespace", Namespace.class,
          "v1 ServiceAccount", ServiceAccount.class,
          "v1 ConfigMap", ConfigMap.class,
          "v1 ResourceQuota", ResourceQuota.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "apps/v1 Deployment", Deployment.class,
          "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class);

  private static final Map<String, Schema> SCHEMAS =
      Map.of(
          "keda.sh/v1alpha1 ScaledJob", schema("ScaledJob"),
          "keda.sh/v1alpha1 TriggerAuthentication", schema("TriggerAuthentication"),
          "karpenter.sh/v1 NodePool", schema("NodePool"),
          "eks.amazonaws.com/v1 NodeClass", schema("NodeClass"));

  private static final JsonMapper MAPPER = strict();

  private StrictReading() {}

  /** What is wrong with an object, each with its place; empty when all of it is understood. */
  static List<String> faults(Document document) {
    Class<?> type = TYPED.get(document.type());
    if (type != null) {
      return faults(document.tree(), type);
    }
    Schema schema = SCHEMAS.get(document.type());
    if (schema == null) {
      return List.of("no model and no schema knows \"%s\"".formatted(document.type()));
    }
    List<String> faults = new ArrayList<>();
    schema
        .validate(document.tree())
        .forEach(error -> faults.add(error.getInstanceLocation() + ": " + error.getMessage()));
    JsonNode job = document.at("/spec/jobTargetRef");
    if (job.isObject()) {
      faults.addAll(faults(job, JobSpec.class));
    }
    return faults;
  }

  /** A part of an object as its typed model. */
  static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private static List<String> faults(JsonNode tree, Class<?> type) {
    try {
      Object read = MAPPER.treeToValue(tree, type);
      return read == null ? List.of("it is empty") : List.of();
    } catch (JsonMappingException e) {
      return List.of(place(e) + ": " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      return List.of(e.getOriginalMessage());
    }
  }

  private static String place(JsonMappingException e) {
    return e.getPath().stream()
        .map(each -> each.getFieldName() == null ? "" + each.getIndex() : each.getFieldName())
        .collect(Collectors.joining("/", "/", ""));
  }

  /** The models collect what they do not know in a map; here nothing is collected. */
  private static JsonMapper strict() {
    JsonMapper mapper =
        JsonMapper.builder()
            .annotationIntrospector(
                new JacksonAnnotationIntrospector() {
                  private static final long serialVersionUID = 1L;

                  @Override
                  public Boolean hasAnySetter(Annotated member) {
                    return false;
                  }
                })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }

  private static Schema schema(String kind) {
    Path file = Manifests.CLUSTER.resolve("schemas").resolve(kind + ".json");
    try (InputStream content = Files.newInputStream(file)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
