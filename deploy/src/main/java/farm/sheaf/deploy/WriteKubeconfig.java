package farm.sheaf.deploy;

import farm.sheaf.deploy.cluster.EksCluster;
import farm.sheaf.deploy.cluster.Kubernetes;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Makes sure that the cluster answers, and writes how a person's kubectl reaches it, to a file of
 * its own: the user's own one stays as it is.
 */
record WriteKubeconfig(Target target, Path file, Consumer<String> told) implements Step {
  /** How far the keys of {@code exec} stand to the right. */
  private static final int KEYS = 8;

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
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text(target.cluster().ready()));
    } catch (IOException e) {
      throw new Problem(
          ExitCode.FAILED,
          "%s cannot be written: %s.\nName another folder in SHEAF_HOME."
              .formatted(file, e.getMessage()),
          e);
    }
    try (Kubernetes kubernetes = target.cluster().kubernetes(told)) {
      kubernetes.greet();
    }
    return file.toString();
  }

  /** As {@code aws eks update-kubeconfig} writes it; it holds no secret. */
  String text(EksCluster.Api api) {
    String profile =
        target
            .access()
            .profile()
            .map("env: [{name: AWS_PROFILE, value: \"%s\"}]\n"::formatted)
            .map(line -> line.indent(KEYS))
            .orElse("");
    return """
    apiVersion: v1
    kind: Config
    current-context: "%1$s"
    clusters:
      - name: "%1$s"
        cluster:
          server: "%2$s"
          certificate-authority-data: "%3$s"
    contexts:
      - name: "%1$s"
        context:
          cluster: "%1$s"
          user: "%1$s"
    users:
      - name: "%1$s"
        user:
          exec:
            apiVersion: client.authentication.k8s.io/v1beta1
            command: aws
            args: ["--region", "%4$s", "eks", "get-token", "--cluster-name", "%5$s", "--output", "json"]
    %6$s\
    """
        .formatted(
            api.arn(), api.url(), api.authority(), target.region(), target.clusterName(), profile);
  }
}
