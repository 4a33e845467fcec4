package farm.sheaf.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a worker reaches, and what it does not. */
final class NetworkPolicyTest {
  private final List<NetworkPolicy> policies =
      Manifests.ofKind("base", "NetworkPolicy").stream()
          .map(each -> StrictReading.read(each.tree(), NetworkPolicy.class))
          .toList();

  @Test
  void nothing_is_allowed_that_no_policy_names() {
    NetworkPolicy all =
        policies.stream()
            .filter(each -> each.getMetadata().getName().equals("default-deny"))
            .findFirst()
            .orElseThrow();

    assertThat(all.getSpec().getPodSelector().getMatchLabels()).isEmpty();
    assertThat(all.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(all.getSpec().getEgress()).isEmpty();
    assertThat(policies).allSatisfy(each -> assertThat(each.getSpec().getIngress()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "172.20.0.10, UDP, 53, names by the cluster's service",
    "10.0.3.2, TCP, 53, names by the VPC",
    "169.254.20.10, UDP, 53, names on the node",
    "52.218.0.1, TCP, 443, S3 by its gateway",
    "10.0.3.17, TCP, 443, an endpoint in the VPC",
    "169.254.170.23, TCP, 80, the Pod Identity agent"
  })
  void a_worker_reaches(String address, String protocol, int port, String what) {
    assertThat(allowed(address, protocol, port)).as(what).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "169.254.169.254, TCP, 80, the instance metadata service",
    "169.254.169.254, TCP, 443, the instance metadata service",
    "169.254.170.2, TCP, 80, credentials of a container service",
    "10.0.3.17, TCP, 80, another pod",
    "10.0.3.17, TCP, 10250, a kubelet",
    "10.0.3.17, TCP, 22, a shell",
    "8.8.8.8, UDP, 53, a name server of somebody else",
    "52.218.0.1, UDP, 443, QUIC"
  })
  void a_worker_does_not_reach(String address, String protocol, int port, String what) {
    assertThat(allowed(address, protocol, port)).as(what).isFalse();
  }

  private boolean allowed(String address, String protocol, int port) {
    Map<String, String> labels =
        WorkerPod.of("overlays/keda").getFirst().template().getMetadata().getLabels();
    return policies.stream()
        .filter(
            each ->
                labels
                    .entrySet()
                    .containsAll(each.getSpec().getPodSelector().getMatchLabels().entrySet()))
        .flatMap(each -> each.getSpec().getEgress().stream())
        .anyMatch(rule -> allows(rule, address, protocol, port));
  }

  private static boolean allows(
      NetworkPolicyEgressRule rule, String address, String protocol, int port) {
    return rule.getPorts().stream()
            .anyMatch(
                each -> each.getProtocol().equals(protocol) && each.getPort().getIntVal() == port)
        && rule.getTo().stream().anyMatch(each -> holds(each.getIpBlock(), address));
  }

  private static boolean holds(IPBlock block, String address) {
    return within(block.getCidr(), address)
        && block.getExcept().stream().noneMatch(each -> within(each, address));
  }

  private static boolean within(String cidr, String address) {
    String[] parts = cidr.split("/", 2);
    int bits = Integer.parseInt(parts[1]);
    long mask = bits == 0 ? 0 : 0xffff_ffffL << (32 - bits) & 0xffff_ffffL;
    return (number(parts[0]) & mask) == (number(address) & mask);
  }

  private static long number(String address) {
    long all = 0;
    for (String part : address.split("\\.", 4)) {
      all = all << 8 | Integer.parseInt(part);
    }
    return all;
  }
}
