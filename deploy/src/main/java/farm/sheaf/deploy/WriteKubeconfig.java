package farm.sheaf.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * Writes how kubectl reaches the cluster, to a file of its own: the user's own one stays as it is.
 */
record WriteKubeconfig(Target target, DeployFolders folders, Shell shell) implements Step {
  @Override
  public String title() {
    return "Way to the cluster";
  }

  @Override
  public Look look() {
    return new Look.Needed();
  }

  @Override
  public String run() {
    try {
      Files.createDirectories(folders.files());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folders.files(), e);
    }
    shell.must(
        Shell.Call.of(
            folders.root(),
            "aws",
            "eks",
            "update-kubeconfig",
            "--region",
            target.region(),
            "--name",
            target.clusterName(),
            "--kubeconfig",
            folders.kubeconfig().toString()),
        "");
    new Kubectl(shell, folders).must("get", "namespaces", "-o", "name");
    return folders.kubeconfig().toString();
  }
}
