package farm.sheaf.cluster.manifest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The variables that a folder's workers get. */
final class Settings {
  private Settings() {}

  static Map<String, String> of(String folder) {
    return in(Manifests.of(folder));
  }

  /** Those of the ConfigMap that the workers name; its name ends in a hash of its content. */
  static Map<String, String> in(List<Document> documents) {
    Document found =
        documents.stream()
            .filter(each -> each.kind().equals("ConfigMap"))
            .filter(each -> each.name().startsWith("worker-settings-"))
            .findFirst()
            .orElseThrow();
    Map<String, String> all = new TreeMap<>();
    found.at("/data").properties().forEach(e -> all.put(e.getKey(), e.getValue().asText()));
    return all;
  }
}
