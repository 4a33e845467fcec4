package farm.sheaf.deploy.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.account.Stage;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a deployment publishes about its cluster, in the SSM parameter {@link
 * Stage#clusterParameter}.
 *
 * @param cluster its name in EKS
 * @param maxWorkers of each pool; no GPU pool has zero
 * @param queueUrls of each pool that the farm has
 * @param roles of the service accounts, as ARNs
 */
public record ClusterSettings(
    String cluster, Map<String, Integer> maxWorkers, Map<String, String> queueUrls, Roles roles) {
  private static final int VERSION = 1;

  /** Whose permissions the pods of the workers and of KEDA's operator have. */
  public record Roles(String worker, String keda) {}

  public ClusterSettings {
    maxWorkers = Map.copyOf(maxWorkers);
    queueUrls = Map.copyOf(queueUrls);
  }

  /** Reads the parameter's text; a cluster of a later Sheaf is told to be one. */
  public static ClusterSettings read(Stage stage, String text) {
    JsonNode node =
        Json.parse(text)
            .filter(each -> !each.path("cluster").asText("").isEmpty())
            .orElseThrow(
                () ->
                    Problem.failed(
                        "The settings of the cluster of \"%s\" cannot be read (SSM parameter %s).\nDeploy it again: ./sheaf deploy --stage %1$s"
                            .formatted(stage, stage.clusterParameter())));
    int version = node.path("version").asInt();
    if (version > VERSION) {
      throw Problem.failed(
          "The cluster of \"%s\" was deployed by a later Sheaf (its settings have version %d, this one knows %d).\nUpdate this Sheaf: git pull"
              .formatted(stage, version, VERSION));
    }
    Map<String, Integer> maxWorkers = new TreeMap<>();
    node.path("maxWorkers")
        .properties()
        .forEach(each -> maxWorkers.put(each.getKey(), each.getValue().asInt()));
    Map<String, String> queueUrls = new TreeMap<>();
    node.path("queueUrls")
        .properties()
        .forEach(each -> queueUrls.put(each.getKey(), each.getValue().asText()));
    return new ClusterSettings(
        node.path("cluster").asText(),
        maxWorkers,
        queueUrls,
        new Roles(node.path("workerRole").asText(""), node.path("kedaRole").asText("")));
  }
}
