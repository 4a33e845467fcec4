package farm.sheaf.deploy;

import farm.sheaf.account.Stage;
import java.nio.file.Path;

/**
 * The folders of a deployment.
 *
 * @param root of Sheaf's sources, from which all is built
 * @param files what is written for this farm: a kubeconfig, its overlay, the log
 */
public record DeployFolders(Path root, Path files) {
  /**
   * For a stage in a region.
   *
   * @param home the folder in which Sheaf keeps what it writes
   */
  public static DeployFolders of(Path root, Path home, Stage stage, String region) {
    return new DeployFolders(root, home.resolve("aws").resolve(region + "-" + stage));
  }

  Path kubeconfig() {
    return files.resolve("kubeconfig");
  }

  /** What kustomize made of the overlay. */
  Path manifests() {
    return files.resolve("manifests.yaml");
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
