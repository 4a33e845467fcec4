package farm.sheaf.deploy.cluster;

import farm.sheaf.account.AwsAccess;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way to a cluster's API: EKS says where it is, and the account's own credentials open it. No
 * kubeconfig is read, so whichever cluster kubectl has chosen is of no matter.
 */
final class Connection {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 30_000;

  private Connection() {}

  static KubernetesClient to(EksCluster cluster) {
    return new KubernetesClientBuilder().withConfig(config(cluster)).build();
  }

  private static Config config(EksCluster cluster) {
    AwsAccess access = cluster.access();
    EksCluster.Api api = cluster.ready();
    ClusterToken token = new ClusterToken(access, cluster.name(), InstantSource.system());
    ConfigBuilder config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(api.url())
            .withOauthTokenProvider(token::text)
            .withConnectionTimeout(CONNECT_MILLIS)
            .withRequestTimeout(ANSWER_MILLIS)
            .withRequestRetryBackoffLimit(1);
    if (!api.authority().isEmpty()) {
      config.withCaCertData(api.authority());
    }
    variable(access.environment(), "HTTPS_PROXY").ifPresent(config::withHttpsProxy);
    variable(access.environment(), "NO_PROXY")
        .ifPresent(
            hosts ->
                config.withNoProxy(
                    Arrays.stream(hosts.split(",", -1))
                        .map(String::strip)
                        .filter(host -> !host.isEmpty())
                        .toArray(String[]::new)));
    return config.build();
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Stream.of(name, name.toLowerCase(java.util.Locale.ROOT))
        .map(each -> environment.getOrDefault(each, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
