package farm.sheaf.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stranger's file may do what it likes to Blender, and nothing comes of it (row 17). */
final class PodSecurityTest {
  private static final String SKIP = "eks.amazonaws.com/skip-containers";

  static List<WorkerPod> pods() {
    return WorkerPod.all();
  }

  static List<String> overlays() {
    return Manifests.OVERLAYS;
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void the_namespace_enforces_the_restricted_profile(String overlay) {
    Document namespace = Manifests.ofKind(overlay, "Namespace").getFirst();
    for (String mode : List.of("enforce", "audit", "warn")) {
      assertThat(namespace.at("/metadata/labels/pod-security.kubernetes.io~1" + mode).asText())
          .isEqualTo("restricted");
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void a_worker_keeps_to_the_restricted_profile(WorkerPod pod) {
    assertThat(RestrictedProfile.violations(pod.spec())).isEmpty();
  }

  static Stream<Arguments> slips() {
    return Stream.of(
        slip("hostNetwork", spec -> spec.setHostNetwork(true)),
        slip("hostPID", spec -> spec.setHostPID(true)),
        slip("volume scratch", spec -> spec.getVolumes().getFirst().setEmptyDir(null)),
        slip("seccompProfile", PodSecurityTest::withoutSeccomp),
        slip("privileged", spec -> blender(spec).getSecurityContext().setPrivileged(true)),
        slip("runAsUser", spec -> blender(spec).getSecurityContext().setRunAsUser(0L)),
        slip("runAsNonRoot", spec -> blender(spec).getSecurityContext().setRunAsNonRoot(false)),
        slip("capabilities", spec -> blender(spec).getSecurityContext().setCapabilities(null)),
        slip(
            "readOnlyRootFilesystem",
            spec -> blender(spec).getSecurityContext().setReadOnlyRootFilesystem(null)),
        slip(
            "allowPrivilegeEscalation",
            spec -> blender(spec).getSecurityContext().setAllowPrivilegeEscalation(null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("slips")
  void a_slip_from_the_profile_is_seen(String field, Consumer<PodSpec> slip) {
    PodSpec spec = WorkerPod.of("overlays/hpa").getFirst().spec();
    slip.accept(spec);
    assertThat(RestrictedProfile.violations(spec))
        .anySatisfy(each -> assertThat(each).contains(field));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void worker_and_blender_are_two_users_of_one_group(WorkerPod pod) {
    assertThat(pod.worker().getSecurityContext().getRunAsUser()).isEqualTo(10_001);
    assertThat(pod.blender().getSecurityContext().getRunAsUser()).isEqualTo(10_002);
    assertThat(pod.containers().map(each -> each.getSecurityContext().getRunAsGroup()))
        .containsOnly(10_000L);
    assertThat(pod.spec().getSecurityContext().getFsGroup()).isEqualTo(10_000);
    // One process space would show Blender the worker's environment.
    assertThat(pod.spec().getShareProcessNamespace()).isNull();
  }

  @ParameterizedTest
  @MethodSource("pods")
  void only_the_worker_gets_credentials(WorkerPod pod) {
    Set<String> skipped =
        Set.of(pod.template().getMetadata().getAnnotations().getOrDefault(SKIP, "").split(","));
    Set<String> others =
        pod.containers()
            .map(Container::getName)
            .filter(each -> !each.equals("worker"))
            .collect(Collectors.toSet());

    assertThat(skipped).isEqualTo(others).containsExactly("blender");
    assertThat(pod.spec().getServiceAccountName()).isEqualTo("worker");
    assertThat(pod.spec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.blender().getEnv()).isEmpty();
    assertThat(pod.blender().getEnvFrom()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pods")
  void no_credentials_are_written_into_a_worker(WorkerPod pod) {
    assertThat(pod.worker().getEnv()).isEmpty();
    assertThat(pod.worker().getEnvFrom())
        .singleElement()
        .satisfies(from -> assertThat(from.getSecretRef()).isNull());
    assertThat(pod.owner().tree().toString()).doesNotContain("AWS_SECRET", "AWS_ACCESS_KEY");
  }

  @ParameterizedTest
  @MethodSource("pods")
  void they_share_one_folder_of_bounded_size(WorkerPod pod) {
    Set<String> ofWorker = volumes(pod.worker());
    ofWorker.retainAll(volumes(pod.blender()));

    assertThat(ofWorker).containsExactly("scratch");
    assertThat(pod.spec().getVolumes())
        .allSatisfy(each -> assertThat(each.getEmptyDir().getSizeLimit()).isNotNull());
    assertThat(pod.option("--scratch")).isEqualTo("/scratch");
    assertThat(pod.blender().getArgs()).containsExactly(pod.option("--launcher"));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void blender_is_a_sidecar_of_the_same_image(WorkerPod pod) {
    assertThat(pod.blender().getRestartPolicy()).isEqualTo("Always");
    assertThat(pod.blender().getCommand()).containsExactly("sheaf-launcher");
    assertThat(pod.worker().getCommand()).containsExactly("sheaf-worker");
    assertThat(pod.containers().map(Container::getImage).distinct()).hasSize(1);
  }

  @Test
  void the_service_account_mounts_no_token() {
    assertThat(Manifests.ofKind("ServiceAccount"))
        .hasSize(3)
        .allSatisfy(
            each ->
                assertThat(
                        each.at("/automountServiceAccountToken").isBoolean()
                            && !each.at("/automountServiceAccountToken").asBoolean())
                    .isTrue());
  }

  private static Set<String> volumes(Container container) {
    return container.getVolumeMounts().stream()
        .map(VolumeMount::getName)
        .collect(Collectors.toSet());
  }

  private static Arguments slip(String field, Consumer<PodSpec> slip) {
    return Arguments.of(field, slip);
  }

  private static Container blender(PodSpec spec) {
    return spec.getInitContainers().getFirst();
  }

  private static void withoutSeccomp(PodSpec spec) {
    spec.getSecurityContext().setSeccompProfile(null);
    spec.getContainers().getFirst().getSecurityContext().setSeccompProfile(null);
  }
}
