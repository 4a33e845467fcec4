package farm.sheaf.client.deploy;

import farm.sheaf.client.farm.Stage;
import farm.sheaf.local.home.FarmHome;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folders of a deployment.
 *
 * @param root of Sheaf's sources, from which all is built
 * @param files what is written for this farm: its kubeconfig, its overlay, the log
 */
public record Place(Path root, Path files) {
  /** For a stage in a region. */
  public static Place of(Path root, Map<String, String> environment, Stage stage, String region) {
    return new Place(
        root, FarmHome.of(environment).folder().resolve("aws").resolve(region + "-" + stage));
  }

  Path kubeconfig() {
    return files.resolve("kubeconfig");
  }

  Path overlay() {
    return files.resolve("overlay");
  }

  public Path log() {
    return files.resolve("deploy.log");
  }

  Path cluster() {
    return root.resolve("cluster");
  }

  Path infra() {
    return root.resolve("infra-cdk");
  }
}
