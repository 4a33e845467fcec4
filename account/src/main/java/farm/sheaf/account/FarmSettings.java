package farm.sheaf.account;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment publishes about itself, in the SSM parameter {@link Stage#farmParameter}.
 *
 * @param server the function with its alias
 * @param repository where the workers' image lies
 * @param environment what a worker or another client needs, as {@link FarmResources} reads it
 */
public record FarmSettings(String server, String repository, Map<String, String> environment) {
  private static final int VERSION = 1;

  public FarmSettings {
    environment = Map.copyOf(environment);
  }

  /** Reads the parameter's text; a farm of a later Sheaf is told to be one. */
  static FarmSettings read(Stage stage, String text) {
    JsonNode node = Json.parse(text).orElseThrow(() -> unreadable(stage, "it is not JSON", null));
    int version = node.path("version").asInt();
    if (version > VERSION) {
      throw Problem.failed(
          "The farm \"%s\" was deployed by a later Sheaf (its settings have version %d, this one knows %d).\nUpdate this Sheaf: git pull"
              .formatted(stage, version, VERSION));
    }
    String server = node.path("server").asText("");
    if (server.isEmpty()) {
      throw unreadable(stage, "it names no server", null);
    }
    Map<String, String> environment = new TreeMap<>();
    node.path("environment")
        .properties()
        .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
    return new FarmSettings(server, node.path("repository").asText(""), environment);
  }

  /** The names of the farm's buckets, queues and table. */
  public FarmResources resources(Stage stage) {
    try {
      return FarmResources.fromEnvironment(environment);
    } catch (IllegalArgumentException e) {
      throw unreadable(stage, String.valueOf(e.getMessage()), e);
    }
  }

  private static Problem unreadable(Stage stage, String why, @Nullable Throwable cause) {
    String text =
        "The settings of the farm \"%s\" cannot be read: %s (SSM parameter %s).\nDeploy it again: ./sheaf deploy --stage %1$s"
            .formatted(stage, why, stage.farmParameter());
    return cause == null ? Problem.failed(text) : new Problem(ExitCode.FAILED, text, cause);
  }
}
