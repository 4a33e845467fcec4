package farm.sheaf.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.core.job.Pool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers come with the work, and none is ended by a change of numbers (row 18). */
final class ScalingTest {
  static List<Document> scaledJobs() {
    return Manifests.ofKind("ScaledJob");
  }

  @ParameterizedTest
  @MethodSource("scaledJobs")
  void a_pool_grows_from_nothing_with_its_queue(Document job) {
    String pool = job.name().replace("worker-", "");
    JsonNode trigger = job.at("/spec/triggers/0/metadata");

    assertThat(job.at("/spec/minReplicaCount").asInt(-1)).isZero();
    assertThat(job.at("/spec/maxReplicaCount").asInt()).isPositive();
    assertThat(trigger.path("scaleOnInFlight").asText()).isEqualTo("true");
    assertThat(trigger.path("queueURL").asText()).endsWith("/" + queue(job, pool));
    assertThat(Manifests.ofKind(job.folder(), "TriggerAuthentication"))
        .filteredOn(
            each -> each.name().equals(job.at("/spec/triggers/0/authenticationRef/name").asText()))
        .singleElement()
        .satisfies(
            each -> assertThat(each.at("/spec/podIdentity/provider").asText()).isEqualTo("aws"));
  }

  @ParameterizedTest
  @MethodSource("scaledJobs")
  void a_worker_of_a_queue_ends_by_itself_and_is_not_begun_again(Document job) {
    WorkerPod pod =
        WorkerPod.of(job.folder()).stream()
            .filter(each -> each.owner().equals(job))
            .findFirst()
            .orElseThrow();

    assertThat(pod.time("--idle-exit")).isPositive();
    assertThat(pod.spec().getRestartPolicy()).isEqualTo("Never");
    assertThat(job.at("/spec/jobTargetRef/backoffLimit").asInt(-1)).isZero();
    assertThat(job.at("/spec/jobTargetRef/activeDeadlineSeconds").isMissingNode()).isTrue();
    assertThat(job.at("/spec/rollout/strategy").asText()).isEqualTo("gradual");
  }

  @Test
  void pools_are_named_as_the_farm_names_them() {
    assertThat(Manifests.ofKind("overlays/keda", "ScaledJob"))
        .extracting(Document::name)
        .containsExactly("worker-cpu");
    assertThat(Manifests.ofKind("overlays/keda-gpu", "ScaledJob"))
        .extracting(Document::name)
        .containsExactly("worker-cpu", "worker-gpu");
  }

  @Test
  void the_deployment_scales_as_the_original_did() {
    Document scaler = Manifests.ofKind("HorizontalPodAutoscaler").getFirst();
    Document deployment = Manifests.ofKind("Deployment").getFirst();

    assertThat(deployment.name()).isEqualTo("worker-deployment");
    assertThat(scaler.at("/spec/scaleTargetRef/name").asText()).isEqualTo(deployment.name());
    assertThat(scaler.at("/spec/minReplicas").asInt()).isEqualTo(1);
    assertThat(scaler.at("/spec/maxReplicas").asInt()).isEqualTo(10);
    assertThat(scaler.at("/spec/metrics/0/resource/target/averageUtilization").asInt())
        .isEqualTo(50);
    assertThat(deployment.at("/spec/replicas").isMissingNode())
        .as("a number here would undo the autoscaler's at each apply")
        .isTrue();
  }

  @Test
  void the_deployment_shrinks_slowly_and_its_workers_wait_for_work() {
    Document scaler = Manifests.ofKind("HorizontalPodAutoscaler").getFirst();
    JsonNode down = scaler.at("/spec/behavior/scaleDown");
    assertThat(down.path("stabilizationWindowSeconds").asInt()).isGreaterThanOrEqualTo(300);
    assertThat(down.at("/policies/0/value").asInt()).isEqualTo(1);

    WorkerPod pod = WorkerPod.of("overlays/hpa").getFirst();
    assertThat(pod.worker().getArgs()).doesNotContain("--idle-exit");
    assertThat(pod.spec().getRestartPolicy()).isEqualTo("Always");
  }

  @Test
  void the_deployment_selects_its_own_pods() {
    Document deployment = Manifests.ofKind("Deployment").getFirst();
    Map<String, String> labels =
        WorkerPod.of("overlays/hpa").getFirst().template().getMetadata().getLabels();
    JsonNode selected = deployment.at("/spec/selector/matchLabels");

    assertThat(selected.size()).isPositive();
    selected
        .properties()
        .forEach(each -> assertThat(labels).containsEntry(each.getKey(), each.getValue().asText()));
  }

  @Test
  void a_worker_finds_no_room_and_gets_a_machine() {
    assertThat(Manifests.ofKind("overlays/hpa", "NodePool")).isNotEmpty();
    assertThat(Manifests.ofKind("overlays/keda", "NodePool")).isNotEmpty();
  }

  private static String queue(Document job, String pool) {
    return FarmResources.fromEnvironment(Settings.of(job.folder())).queues().job(new Pool(pool));
  }
}
