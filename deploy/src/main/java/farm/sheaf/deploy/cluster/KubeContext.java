package farm.sheaf.deploy.cluster;

import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entry for the farm's cluster in the kubeconfig that kubectl uses. The one that kubectl has
 * chosen may be for any other cluster, so it is found by its name.
 */
record KubeContext(Map<String, String> environment, String cluster, String region) {
  /** How to reach the cluster, or the problem that nothing says so. */
  Config config() {
    List<Path> files = files();
    for (Path file : files) {
      Optional<Config> found = in(file);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw Problem.failed(
        "%s has no entry for the cluster %s.\nMake one: aws eks update-kubeconfig --name %2$s --region %s"
            .formatted(
                String.join(" and ", files.stream().map(Path::toString).toList()),
                cluster,
                region));
  }

  private Optional<Config> in(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Config.fromKubeconfig(file.toFile()).getContexts().stream()
          .filter(this::isMeant)
          .map(NamedContext::getName)
          .findFirst()
          .map(name -> reached(name, file.toFile()));
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new Problem(
          ExitCode.FAILED,
          "%s cannot be read: %s\nMend it, or name another in KUBECONFIG."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * AWS's tools name a context and its cluster by the cluster's ARN, eksctl by a name of its own.
   */
  private boolean isMeant(NamedContext context) {
    String named = context.getContext() == null ? "" : context.getContext().getCluster();
    return named.equals(cluster)
        || named.matches("arn:[^:]+:eks:%s:[0-9]*:cluster/%s".formatted(region, cluster))
        || named.equals("%s.%s.eksctl.io".formatted(cluster, region));
  }

  private static Config reached(String context, File file) {
    Config config = Config.fromKubeconfig(context, file);
    config.setConnectionTimeout(5_000);
    config.setRequestTimeout(15_000);
    config.setRequestRetryBackoffLimit(1);
    return config;
  }

  private List<Path> files() {
    String named = environment.getOrDefault("KUBECONFIG", "");
    return named.isBlank()
        ? List.of(
            Path.of(
                environment.getOrDefault("HOME", System.getProperty("user.home")),
                ".kube",
                "config"))
        : Arrays.stream(named.split(File.pathSeparator, -1))
            .filter(each -> !each.isBlank())
            .map(Path::of)
            .toList();
  }
}
