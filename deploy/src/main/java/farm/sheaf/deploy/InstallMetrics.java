package farm.sheaf.deploy;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Telling.Doing;
import farm.sheaf.talk.Problem;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** Installs EKS's own add-on that measures CPU use, by which the hpa overlay scales. */
record InstallMetrics(Deployment deployment) implements Step {
  private static final String ADDON = "metrics-server";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private enum State {
    MISSING,
    COMING,
    ACTIVE,
    BROKEN
  }

  @Override
  public String title() {
    return "Metrics";
  }

  @Override
  public Look look() {
    return state() == State.ACTIVE ? new Look.Done(ADDON) : new Look.Needed();
  }

  @Override
  public String run() {
    asked(
        new Doing("adding " + ADDON + " to the cluster", "eks:CreateAddon"),
        eks -> {
          try {
            return eks.createAddon(request -> request.clusterName(cluster()).addonName(ADDON));
          } catch (ResourceInUseException there) {
            return there;
          }
        });
    boolean active =
        deployment.patience().until(() -> settled() == State.ACTIVE, BETWEEN_LOOKS, LONGEST);
    if (!active) {
      throw failed("is not active after %d minutes".formatted(LONGEST.toMinutes()));
    }
    return ADDON;
  }

  private State settled() {
    State state = state();
    if (state == State.BROKEN) {
      throw failed("could not be made to work");
    }
    return state;
  }

  private State state() {
    return asked(
        new Doing("looking at the add-on " + ADDON, "eks:DescribeAddon"),
        eks -> {
          try {
            return state(
                eks.describeAddon(request -> request.clusterName(cluster()).addonName(ADDON))
                    .addon()
                    .status());
          } catch (ResourceNotFoundException e) {
            return State.MISSING;
          }
        });
  }

  private static State state(AddonStatus status) {
    return switch (status) {
      case ACTIVE -> State.ACTIVE;
      case CREATING, UPDATING, DELETING, UNKNOWN_TO_SDK_VERSION -> State.COMING;
      case CREATE_FAILED, UPDATE_FAILED, DELETE_FAILED, DEGRADED -> State.BROKEN;
    };
  }

  private Problem failed(String what) {
    return Problem.failed(
        "The add-on %s %s.\nSee why: aws eks describe-addon --region %s --cluster-name %s --addon-name %1$s"
            .formatted(ADDON, what, deployment.target().region(), cluster()));
  }

  private <T> T asked(Doing doing, Function<EksClient, T> question) {
    AwsAccess access = deployment.target().access();
    try (EksClient eks = access.configured(EksClient.builder(), "EKS").build()) {
      return access.telling().telling(doing, () -> question.apply(eks));
    }
  }

  private String cluster() {
    return deployment.target().clusterName();
  }
}
