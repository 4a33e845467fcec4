package farm.sheaf.deploy.cluster;

import farm.sheaf.deploy.cluster.ScalingRow.Cpu;
import farm.sheaf.deploy.cluster.ScalingRow.WorkerCount;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricStatus;
import io.fabric8.kubernetes.api.model.autoscaling.v2.ResourceMetricStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts the workers on a cluster, by what Kubernetes says of pods, Jobs and the autoscaler. */
final class KubernetesWorkers {
  private static final String NAMESPACE = "sheaf";
  private static final String WORKER = "app.kubernetes.io/name";
  private static final String POOL = "sheaf.farm/pool";

  /** The Deployment with an autoscaler serves this pool, and has the name of both. */
  private static final String STANDING_POOL = "cpu";

  private static final String STANDING = "worker-deployment";

  private final KubernetesClient kubernetes;

  KubernetesWorkers(KubernetesClient kubernetes) {
    this.kubernetes = kubernetes;
  }

  /** The workers of each pool; a pool without any has zeros, because that was read. */
  Map<String, WorkerCount> count(SortedSet<String> pools) {
    try {
      List<Pod> pods =
          kubernetes.pods().inNamespace(NAMESPACE).withLabel(WORKER, "worker").list().getItems();
      List<Job> jobs =
          kubernetes
              .batch()
              .v1()
              .jobs()
              .inNamespace(NAMESPACE)
              .withLabel(WORKER, "worker")
              .list()
              .getItems();
      Optional<HorizontalPodAutoscaler> scaler =
          Optional.ofNullable(
              kubernetes
                  .autoscaling()
                  .v2()
                  .horizontalPodAutoscalers()
                  .inNamespace(NAMESPACE)
                  .withName(STANDING)
                  .get());
      Map<String, WorkerCount> all = new TreeMap<>();
      for (String pool : pools) {
        all.put(pool, count(pool, pods, jobs, scaler.filter(_ -> pool.equals(STANDING_POOL))));
      }
      return all;
    } catch (KubernetesClientException e) {
      throw ClusterTrouble.problem("look at its pods", e);
    }
  }

  private static WorkerCount count(
      String pool, List<Pod> pods, List<Job> jobs, Optional<HorizontalPodAutoscaler> scaler) {
    int wantedJobs = (int) jobs.stream().filter(job -> isOf(pool, job) && !isDone(job)).count();
    return new WorkerCount(
        OptionalInt.of(inPhase(pool, pods, "Running")),
        OptionalInt.of(inPhase(pool, pods, "Pending")),
        scaler.map(KubernetesWorkers::desired).orElse(OptionalInt.of(wantedJobs)),
        scaler.map(KubernetesWorkers::cpu).orElse(Cpu.NONE));
  }

  private static int inPhase(String pool, List<Pod> pods, String phase) {
    return (int)
        pods.stream()
            .filter(pod -> isOf(pool, pod))
            .filter(pod -> pod.getStatus() != null && phase.equals(pod.getStatus().getPhase()))
            .count();
  }

  private static boolean isOf(String pool, HasMetadata object) {
    return pool.equals(object.getMetadata().getLabels().get(POOL));
  }

  private static boolean isDone(Job job) {
    return job.getStatus() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(
                each ->
                    "True".equals(each.getStatus())
                        && ("Complete".equals(each.getType()) || "Failed".equals(each.getType())));
  }

  private static OptionalInt desired(HorizontalPodAutoscaler scaler) {
    return scaler.getStatus() == null
        ? OptionalInt.empty()
        : number(scaler.getStatus().getDesiredReplicas());
  }

  private static Cpu cpu(HorizontalPodAutoscaler scaler) {
    Stream<MetricStatus> metrics =
        scaler.getStatus() == null
            ? Stream.empty()
            : scaler.getStatus().getCurrentMetrics().stream();
    return new Cpu(
        metrics
            .map(MetricStatus::getResource)
            .filter(KubernetesWorkers::isCpu)
            .map(each -> number(each.getCurrent().getAverageUtilization()))
            .findFirst()
            .orElse(OptionalInt.empty()),
        scaler.getSpec().getMetrics().stream()
            .map(MetricSpec::getResource)
            .filter(each -> each != null && "cpu".equals(each.getName()))
            .map(each -> number(each.getTarget().getAverageUtilization()))
            .findFirst()
            .orElse(OptionalInt.empty()));
  }

  private static boolean isCpu(@Nullable ResourceMetricStatus metric) {
    return metric != null && "cpu".equals(metric.getName()) && metric.getCurrent() != null;
  }

  private static OptionalInt number(@Nullable Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
