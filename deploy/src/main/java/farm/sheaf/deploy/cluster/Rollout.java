package farm.sheaf.deploy.cluster;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a Deployment has come.
 *
 * @param image that its first container is to run
 */
public record Rollout(String image, State state) {
  /** Whether all its pods are of what was applied last, and serve. */
  public enum State {
    UNDER_WAY,
    COMPLETE
  }

  static Rollout of(Deployment deployment) {
    return new Rollout(
        deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage(),
        isComplete(deployment) ? State.COMPLETE : State.UNDER_WAY);
  }

  /** As {@code kubectl rollout status} judges. */
  private static boolean isComplete(Deployment deployment) {
    DeploymentStatus status = deployment.getStatus();
    if (status == null
        || count(status.getObservedGeneration())
            < count(deployment.getMetadata().getGeneration())) {
      return false;
    }
    long wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
    return count(status.getUpdatedReplicas()) >= wanted
        && count(status.getReplicas()) <= count(status.getUpdatedReplicas())
        && count(status.getAvailableReplicas()) >= count(status.getUpdatedReplicas());
  }

  private static long count(@Nullable Number number) {
    return number == null ? 0 : number.longValue();
  }
}
