package farm.sheaf.cluster.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The pod that a workload starts, and which workload that is. */
record WorkerPod(Document owner, PodTemplateSpec template) {
  /** Those of all overlays. */
  static List<WorkerPod> all() {
    return Manifests.OVERLAYS.stream().flatMap(each -> of(each).stream()).toList();
  }

  static List<WorkerPod> of(String folder) {
    return in(Manifests.of(folder));
  }

  static List<WorkerPod> in(List<Document> documents) {
    return documents.stream().flatMap(WorkerPod::in).toList();
  }

  private static Stream<WorkerPod> in(Document document) {
    return switch (document.kind()) {
      case "ScaledJob" -> Stream.of(pod(document, "/spec/jobTargetRef/template"));
      case "Deployment" -> Stream.of(pod(document, "/spec/template"));
      default -> Stream.empty();
    };
  }

  private static WorkerPod pod(Document document, String pointer) {
    JsonNode template = document.at(pointer);
    return new WorkerPod(document, StrictReading.read(template, PodTemplateSpec.class));
  }

  PodSpec spec() {
    return template.getSpec();
  }

  Container worker() {
    return only(spec().getContainers(), "worker");
  }

  Container blender() {
    return only(spec().getInitContainers(), "blender");
  }

  Stream<Container> containers() {
    return Stream.concat(spec().getContainers().stream(), spec().getInitContainers().stream());
  }

  String pool() {
    return spec().getNodeSelector().getOrDefault("sheaf.farm/pool", "");
  }

  /** What the worker is told by an option of its command line. */
  String option(String name) {
    List<String> words = worker().getArgs();
    int at = words.indexOf(name);
    if (at < 0 || at + 1 == words.size()) {
      throw new IllegalArgumentException("%s: the worker is not given %s".formatted(this, name));
    }
    return words.get(at + 1);
  }

  Duration time(String option) {
    return Duration.parse("PT" + option(option).toUpperCase(Locale.ROOT));
  }

  private Container only(List<Container> containers, String name) {
    if (containers.size() != 1 || !containers.getFirst().getName().equals(name)) {
      throw new IllegalArgumentException(
          "%s: %s should stand alone, among %s".formatted(this, name, containers));
    }
    return containers.getFirst();
  }

  @Override
  public String toString() {
    return owner.toString();
  }
}
