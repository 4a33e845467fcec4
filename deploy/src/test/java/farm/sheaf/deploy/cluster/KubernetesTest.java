package farm.sheaf.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.aws.StubServer;
import farm.sheaf.talk.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client for the cluster against an API over HTTP. */
final class KubernetesTest {
  private static final String MANIFESTS =
      """
      apiVersion: keda.sh/v1alpha1
      kind: ScaledJob
      metadata:
        name: worker-cpu
        namespace: sheaf
      spec:
        new: {kept: [1, "two"], off: "yes"}
      ---
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: scaledjobs.keda.sh
      ---
      # only a remark
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: sheaf
      """;

  private final FakeKubernetes cluster = new FakeKubernetes();
  private final List<String> bodies = new ArrayList<>();
  private final StubServer server =
      new StubServer(
          asks -> {
            if (asks.path().startsWith("/clusters/")) {
              return new StubServer.Answer(200, described());
            }
            if (asks.method().equals("PATCH")) {
              bodies.add(asks.body());
            }
            FakeKubernetes.Answer answer = cluster.answer(asks.method(), asks.path(), asks.body());
            return new StubServer.Answer(answer.status(), answer.body());
          });
  private final List<String> told = new ArrayList<>();
  private final Kubernetes kubernetes = eks(server.environment()).kubernetes(told::add);

  @AfterEach
  void close() {
    kubernetes.close();
    server.close();
  }

  @Test
  void namespaces_and_kinds_are_applied_before_what_stands_on_them() {
    kubernetes.apply(MANIFESTS);

    assertThat(cluster.done)
        .containsExactly(
            "apply namespaces/sheaf",
            "apply customresourcedefinitions/scaledjobs.keda.sh",
            "apply scaledjobs/worker-cpu");
    assertThat(told)
        .containsExactly(
            "Namespace sheaf applied",
            "CustomResourceDefinition scaledjobs.keda.sh applied",
            "ScaledJob worker-cpu applied");
  }

  @Test
  void fields_are_owned_by_kubectl_s_name_and_taken_from_whoever_has_them() {
    kubernetes.apply(MANIFESTS);

    assertThat(cluster.manners.values())
        .allSatisfy(query -> assertThat(query).contains("fieldManager=kubectl", "force=true"));
  }

  @Test
  void what_is_sent_is_what_is_written_and_no_more() {
    kubernetes.apply(MANIFESTS);

    assertThat(bodies.getLast())
        .isEqualTo(
            "{\"apiVersion\":\"keda.sh/v1alpha1\",\"kind\":\"ScaledJob\",\"metadata\":"
                + "{\"name\":\"worker-cpu\",\"namespace\":\"sheaf\"},"
                + "\"spec\":{\"new\":{\"kept\":[1,\"two\"],\"off\":\"yes\"}}}");
  }

  @Test
  void what_is_gone_may_be_deleted_again_and_its_kind_may_be_unknown() {
    cluster.has("/apis/keda.sh/v1alpha1/namespaces/sheaf/scaledjobs/worker-gpu", "{}");

    kubernetes.delete(Kind.SCALED_JOB, "worker-gpu");
    kubernetes.delete(Kind.SCALED_JOB, "worker-gpu");
    cluster.unknown.add("keda.sh");
    kubernetes.delete(Kind.SCALED_JOB, "worker-gpu");

    assertThat(cluster.done).containsExactly("delete scaledjobs/worker-gpu");
    assertThat(kubernetes.names(Kind.SCALED_JOB)).isEmpty();
  }

  @Test
  void only_the_farm_s_own_are_listed() {
    cluster
        .has("/api/v1/nodes/i-1", "{\"sheaf.farm/pool\": \"cpu\"}")
        .has("/api/v1/nodes/i-2", "{}")
        .has("/api/v1/namespaces/sheaf/pods/worker", "{}")
        .has("/api/v1/namespaces/keda/pods/operator", "{}");

    assertThat(kubernetes.labelled(Kind.NODE, "sheaf.farm/pool")).containsExactly("node/i-1");
    assertThat(kubernetes.names(Kind.POD)).containsExactly("pod/worker");
    assertThat(kubernetes.names(Kind.NODE, List.of("i-2"))).containsExactly("node/i-2");
  }

  @Test
  void a_cluster_that_does_not_answer_says_whom_it_answers() {
    server.close();

    assertThatThrownBy(kubernetes::greet)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("The cluster does not answer (")
        .hasMessageContaining("--api-cidr");
  }

  @Test
  void a_cluster_that_is_still_being_made_is_told_to_be() {
    try (StubServer young =
        new StubServer(
            _ -> new StubServer.Answer(200, "{\"cluster\": {\"status\": \"CREATING\"}}"))) {
      EksCluster eks = eks(young.environment());

      assertThatThrownBy(() -> eks.kubernetes(told::add))
          .isInstanceOf(Problem.class)
          .hasMessageStartingWith(
              "The cluster worker-cluster-alpha is not there, or not there yet.");
    }
  }

  private static EksCluster eks(Map<String, String> environment) {
    return new EksCluster(AwsAccess.of(new HashMap<>(environment)), "worker-cluster-alpha");
  }

  private String described() {
    return "{\"cluster\": {\"endpoint\": \"%s\"}}"
        .formatted(server.environment().getOrDefault("AWS_ENDPOINT_URL", ""));
  }
}
