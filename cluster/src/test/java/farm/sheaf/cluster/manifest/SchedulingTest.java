package farm.sheaf.cluster.manifest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.core.job.WorkSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each worker finds a machine, and no machine goes while a frame renders on it. */
final class SchedulingTest {
  private static final Duration LONGEST_FRAME = WorkSettings.LONGEST_FRAME_TIMEOUT;

  static List<WorkerPod> pods() {
    return WorkerPod.all();
  }

  static List<Document> pools() {
    return Manifests.ofKind("NodePool");
  }

  @ParameterizedTest
  @MethodSource("pods")
  void a_worker_runs_on_the_machines_of_its_pool_alone(WorkerPod pod) {
    List<Document> all = Manifests.ofKind(pod.owner().folder(), "NodePool");
    List<Document> own = all.stream().filter(each -> has(each, pod)).toList();

    assertThat(own).as("pools for %s", pod).isNotEmpty();
    assertThat(own).allSatisfy(each -> assertThat(tolerates(pod, each)).isTrue());
    assertThat(all).filteredOn(each -> !own.contains(each)).noneMatch(each -> tolerates(pod, each));
    assertThat(pod.option("--pool")).isEqualTo(pod.pool());
    assertThat(pod.template().getMetadata().getLabels())
        .containsEntry("sheaf.farm/pool", pod.pool());
  }

  @ParameterizedTest
  @MethodSource("pods")
  void a_worker_asks_for_what_it_needs(WorkerPod pod) {
    assertThat(pod.containers())
        .allSatisfy(
            each -> {
              assertThat(requests(each)).containsKeys("cpu", "memory", "ephemeral-storage");
              assertThat(each.getResources().getLimits()).containsKey("memory");
            });
    assertThat(
            pod.containers()
                .map(each -> requireNonNull(requests(each).get("cpu")).getNumericalAmount())
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .as("the original's CPU request")
        .isEqualByComparingTo("1");
  }

  @ParameterizedTest
  @MethodSource("pods")
  void only_a_gpu_worker_takes_a_whole_gpu(WorkerPod pod) {
    Quantity gpu = pod.blender().getResources().getLimits().get("nvidia.com/gpu");
    assertThat(gpu).isEqualTo(pod.pool().equals("gpu") ? new Quantity("1") : null);
    assertThat(pod.worker().getResources().getLimits()).doesNotContainKey("nvidia.com/gpu");
  }

  @ParameterizedTest
  @MethodSource("pods")
  void no_worker_is_moved_for_tidiness(WorkerPod pod) {
    assertThat(pod.template().getMetadata().getAnnotations())
        .containsEntry("karpenter.sh/do-not-disrupt", "true");
  }

  @ParameterizedTest
  @MethodSource("pools")
  void a_machine_goes_only_when_it_is_empty(Document pool) {
    JsonNode disruption = pool.at("/spec/disruption");
    assertThat(disruption.path("consolidationPolicy").asText()).isEqualTo("WhenEmpty");
    assertThat(budget(disruption, "Drifted")).isEqualTo("0");
    assertThat(budget(disruption, "Underutilized")).isEqualTo("0");
    assertThat(budget(disruption, "Empty")).isEqualTo("100%");
  }

  @ParameterizedTest
  @MethodSource("pools")
  void an_old_machine_waits_for_the_longest_frame(Document pool) {
    assertThat(hours(pool.at("/spec/template/spec/terminationGracePeriod")))
        .isGreaterThan(LONGEST_FRAME);
    assertThat(hours(pool.at("/spec/template/spec/expireAfter")))
        .as("EKS Auto Mode replaces nodes after 21 days whatever is said here")
        .isLessThan(Duration.ofDays(20));
  }

  @ParameterizedTest
  @MethodSource("pools")
  void a_pool_has_a_limit_and_a_class_that_is_there(Document pool) {
    assertThat(pool.at("/spec/limits").size()).isPositive();
    assertThat(Manifests.ofKind(pool.folder(), "NodeClass"))
        .extracting(Document::name)
        .contains(pool.at("/spec/template/spec/nodeClassRef/name").asText());
    assertThat(values(pool, "kubernetes.io/arch")).containsExactly("amd64");
  }

  @Test
  void spot_comes_before_on_demand() {
    Map<String, Integer> weights =
        Map.of(
            "spot", weight("sheaf-cpu-spot", "spot"),
            "on-demand", weight("sheaf-cpu-on-demand", "on-demand"));
    assertThat(weights.get("spot")).isGreaterThan(weights.get("on-demand"));
  }

  private static int weight(String name, String capacity) {
    Document pool =
        Manifests.ofKind("node-pools", "NodePool").stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(values(pool, "karpenter.sh/capacity-type")).containsExactly(capacity);
    return pool.at("/spec/weight").asInt();
  }

  private static List<String> values(Document pool, String label) {
    return stream(pool.at("/spec/template/spec/requirements"))
        .filter(each -> each.path("key").asText().equals(label))
        .flatMap(each -> stream(each.path("values")).map(JsonNode::asText))
        .toList();
  }

  private static boolean has(Document pool, WorkerPod pod) {
    return pool.at("/spec/template/metadata/labels/sheaf.farm~1pool").asText().equals(pod.pool());
  }

  private static boolean tolerates(WorkerPod pod, Document pool) {
    JsonNode taints = pool.at("/spec/template/spec/taints");
    assertThat(taints.size()).as("taints of %s", pool).isPositive();
    return stream(taints)
        .allMatch(
            taint -> pod.spec().getTolerations().stream().anyMatch(each -> tolerates(each, taint)));
  }

  private static boolean tolerates(Toleration toleration, JsonNode taint) {
    return toleration.getOperator().equals("Equal")
        && toleration.getKey().equals(taint.path("key").asText())
        && toleration.getValue().equals(taint.path("value").asText())
        && toleration.getEffect().equals(taint.path("effect").asText());
  }

  private static String budget(JsonNode disruption, String reason) {
    return stream(disruption.path("budgets"))
        .filter(each -> stream(each.path("reasons")).anyMatch(r -> r.asText().equals(reason)))
        .map(each -> each.path("nodes").asText())
        .findFirst()
        .orElseThrow();
  }

  private static Duration hours(JsonNode text) {
    return Duration.parse("PT" + text.asText().toUpperCase(Locale.ROOT));
  }

  private static Map<String, Quantity> requests(Container container) {
    return container.getResources().getRequests();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return array.valueStream();
  }
}
