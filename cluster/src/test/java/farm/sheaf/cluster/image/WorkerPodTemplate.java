package farm.sheaf.cluster.image;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplate;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cluster's own pod of a worker, so that the containers here are those that it will start. */
record WorkerPodTemplate(Container worker, Container blender) {
  private static final Path FILE = Path.of("base", "worker-pod", "pod-template.yaml");

  /** The folder that both containers see; the others are each one's own. */
  private static final String SHARED = "/scratch";

  static WorkerPodTemplate read() throws IOException {
    var pod =
        Serialization.unmarshal(Files.readString(FILE), PodTemplate.class).getTemplate().getSpec();
    return new WorkerPodTemplate(
        pod.getContainers().getFirst(), pod.getInitContainers().getFirst());
  }

  /** What {@code podman run} is told, so that a container is confined as its manifest says. */
  static List<String> hardening(Container container, String volume) {
    SecurityContext context = container.getSecurityContext();
    List<String> flags = new ArrayList<>(List.of("--read-only-tmpfs=false", "--pids-limit", "512"));
    flags.addAll(List.of("--user", context.getRunAsUser() + ":" + context.getRunAsGroup()));
    if (context.getReadOnlyRootFilesystem()) {
      flags.add("--read-only");
    }
    if (!context.getAllowPrivilegeEscalation()) {
      flags.addAll(List.of("--security-opt", "no-new-privileges"));
    }
    context.getCapabilities().getDrop().forEach(each -> flags.addAll(List.of("--cap-drop", each)));
    flags.addAll(List.of("--memory", Long.toString(memory(container))));
    for (VolumeMount mount : container.getVolumeMounts()) {
      flags.addAll(
          mount.getMountPath().equals(SHARED)
              ? List.of("--volume", volume + ":" + SHARED)
              : List.of("--tmpfs", mount.getMountPath() + ":rw,size=512m,mode=1777"));
    }
    return flags;
  }

  static long memory(Container container) {
    return Quantity.getAmountInBytes(container.getResources().getLimits().get("memory"))
        .longValueExact();
  }

  /** The program and its arguments. */
  static List<String> words(Container container) {
    List<String> words = new ArrayList<>(container.getCommand());
    words.addAll(container.getArgs());
    return words;
  }
}
