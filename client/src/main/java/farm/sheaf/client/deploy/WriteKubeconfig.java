package farm.sheaf.client.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * Writes how kubectl reaches the cluster, to a file of its own: the user's own one stays as it is.
 */
record WriteKubeconfig(Target target, Place place, Shell shell) implements Step {
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
      Files.createDirectories(place.files());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + place.files(), e);
    }
    shell.must(
        Shell.Call.of(
            place.root(),
            "aws",
            "eks",
            "update-kubeconfig",
            "--region",
            target.region(),
            "--name",
            target.clusterName(),
            "--kubeconfig",
            place.kubeconfig().toString()),
        "");
    new Kubectl(shell, place).must("get", "namespaces", "-o", "name");
    return place.kubeconfig().toString();
  }
}
