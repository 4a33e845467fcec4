package farm.sheaf.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker's pod starts on a real node, where more is asked than a schema asks. */
final class RuntimeRulesTest {
  static List<WorkerPod> pods() {
    return WorkerPod.all();
  }

  @ParameterizedTest
  @MethodSource("pods")
  void a_runtime_starts_every_container_of_a_worker(WorkerPod pod) {
    assertThat(RuntimeRules.violations(pod.spec())).isEmpty();
  }

  static Stream<Arguments> slips() {
    return Stream.of(
        slip("pod: runAsGroup", spec -> spec.getSecurityContext().setRunAsUser(null)),
        slip(
            "blender: runAsGroup",
            spec -> {
              spec.getSecurityContext().setRunAsUser(null);
              spec.getInitContainers().getFirst().getSecurityContext().setRunAsUser(null);
            }),
        slip(
            "worker: volumeMount",
            spec -> spec.getContainers().getFirst().getVolumeMounts().getFirst().setName("gone")),
        slip(
            "worker: mountPath",
            spec ->
                spec.getContainers()
                    .getFirst()
                    .getVolumeMounts()
                    .forEach(each -> each.setMountPath("/scratch"))),
        slip(
            "worker: requests over limits of memory",
            spec ->
                spec.getContainers()
                    .getFirst()
                    .getResources()
                    .getRequests()
                    .put("memory", new Quantity("9Gi"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("slips")
  void what_a_runtime_refuses_is_seen(String what, Consumer<PodSpec> slip) {
    PodSpec spec = WorkerPod.of("overlays/hpa").getFirst().spec();
    slip.accept(spec);
    assertThat(RuntimeRules.violations(spec)).anySatisfy(each -> assertThat(each).contains(what));
  }

  private static Arguments slip(String what, Consumer<PodSpec> slip) {
    return Arguments.of(what, slip);
  }
}
