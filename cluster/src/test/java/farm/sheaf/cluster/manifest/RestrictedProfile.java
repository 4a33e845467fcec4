package farm.sheaf.cluster.manifest;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The profile "restricted" of Kubernetes' Pod Security Standards, and a read-only root besides. */
final class RestrictedProfile {
  private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");

  private RestrictedProfile() {}

  /** What a cluster that enforces the profile would refuse, by the field's name. */
  static List<String> violations(PodSpec pod) {
    List<String> found = new ArrayList<>();
    if (isTrue(pod.getHostNetwork()) || isTrue(pod.getHostPID()) || isTrue(pod.getHostIPC())) {
      found.add("hostNetwork, hostPID, hostIPC");
    }
    for (Volume volume : pod.getVolumes()) {
      if (volume.getEmptyDir() == null) {
        found.add("volume " + volume.getName());
      }
    }
    PodSecurityContext ofPod =
        Objects.requireNonNullElseGet(pod.getSecurityContext(), PodSecurityContext::new);
    if (!ofPod.getSysctls().isEmpty()) {
      found.add("sysctls");
    }
    Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream())
        .forEach(container -> found.addAll(violations(container, ofPod)));
    return found;
  }

  private static List<String> violations(Container container, PodSecurityContext ofPod) {
    SecurityContext own =
        Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
    List<String> found = new ArrayList<>();
    if (isTrue(own.getPrivileged())) {
      found.add("privileged");
    }
    if (!Boolean.FALSE.equals(own.getAllowPrivilegeEscalation())) {
      found.add("allowPrivilegeEscalation");
    }
    if (!isTrue(own.getReadOnlyRootFilesystem())) {
      found.add("readOnlyRootFilesystem");
    }
    if (!isTrue(either(own.getRunAsNonRoot(), ofPod.getRunAsNonRoot()))) {
      found.add("runAsNonRoot");
    }
    Long user = either(own.getRunAsUser(), ofPod.getRunAsUser());
    if (user == null || user == 0) {
      found.add("runAsUser");
    }
    SeccompProfile seccomp = either(own.getSeccompProfile(), ofPod.getSeccompProfile());
    if (seccomp == null || !PROFILES.contains(seccomp.getType())) {
      found.add("seccompProfile");
    }
    Capabilities capabilities =
        Objects.requireNonNullElseGet(own.getCapabilities(), Capabilities::new);
    if (!capabilities.getDrop().contains("ALL") || !capabilities.getAdd().isEmpty()) {
      found.add("capabilities");
    }
    if (own.getProcMount() != null || container.getPorts().stream().anyMatch(p -> p != null)) {
      found.add("procMount, ports");
    }
    return found.stream().map(each -> container.getName() + ": " + each).toList();
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }

  private static <T> @Nullable T either(@Nullable T own, @Nullable T ofPod) {
    return own == null ? ofPod : own;
  }
}
