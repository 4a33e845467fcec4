package farm.sheaf.cluster.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a node's runtime requires of a pod and no schema says: a manifest may be valid, admitted and
 * scheduled, and still no container of it starts.
 */
final class RuntimeRules {
  private RuntimeRules() {}

  /** What the kubelet or the container runtime would refuse, by the field's name. */
  static List<String> violations(PodSpec pod) {
    List<String> found = new ArrayList<>();
    // The sandbox, a pod's own first process, has the pod's identity and no container's.
    var ofPod = pod.getSecurityContext();
    if (ofPod != null && groupWithoutUser(ofPod.getRunAsGroup(), ofPod.getRunAsUser())) {
      found.add("pod: runAsGroup without runAsUser");
    }
    Set<String> volumes =
        pod.getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
    Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream())
        .forEach(
            container -> {
              identity(pod, container).forEach(found::add);
              mounts(container, volumes).forEach(found::add);
              resources(container).forEach(found::add);
            });
    return found;
  }

  private static Stream<String> identity(PodSpec pod, Container container) {
    var own = container.getSecurityContext();
    var ofPod = pod.getSecurityContext();
    Long group = own != null && own.getRunAsGroup() != null ? own.getRunAsGroup() : null;
    Long user = own != null ? own.getRunAsUser() : null;
    if (ofPod != null) {
      group = group == null ? ofPod.getRunAsGroup() : group;
      user = user == null ? ofPod.getRunAsUser() : user;
    }
    return groupWithoutUser(group, user)
        ? Stream.of(container.getName() + ": runAsGroup without runAsUser")
        : Stream.empty();
  }

  private static boolean groupWithoutUser(@Nullable Long group, @Nullable Long user) {
    return group != null && user == null;
  }

  private static Stream<String> mounts(Container container, Set<String> volumes) {
    List<String> paths =
        container.getVolumeMounts().stream().map(VolumeMount::getMountPath).toList();
    Stream<String> unknown =
        container.getVolumeMounts().stream()
            .map(VolumeMount::getName)
            .filter(name -> !volumes.contains(name))
            .map(name -> container.getName() + ": volumeMount of no volume " + name);
    Stream<String> twice =
        paths.stream()
            .filter(path -> paths.indexOf(path) != paths.lastIndexOf(path))
            .distinct()
            .map(path -> container.getName() + ": mountPath twice " + path);
    return Stream.concat(unknown, twice);
  }

  private static Stream<String> resources(Container container) {
    if (container.getResources() == null) {
      return Stream.empty();
    }
    Map<String, Quantity> limits = container.getResources().getLimits();
    return container.getResources().getRequests().entrySet().stream()
        .filter(request -> limits.containsKey(request.getKey()))
        .filter(
            request ->
                amount(request.getValue()).compareTo(amount(limits.get(request.getKey()))) > 0)
        .map(request -> container.getName() + ": requests over limits of " + request.getKey());
  }

  private static java.math.BigDecimal amount(@Nullable Quantity quantity) {
    return Quantity.getAmountInBytes(quantity);
  }
}
