package farm.sheaf.deploy;

import farm.sheaf.deploy.cluster.Kubernetes;
import farm.sheaf.deploy.cluster.Rollout;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.time.Duration;

/** Installs KEDA, which starts workers by the queue's depth, from its makers' release. */
record InstallKeda(Deployment deployment) implements Step {
  private static final String VERSION = "2.20.1";
  private static final String MANIFEST =
      "https://github.com/kedacore/keda/releases/download/v"
          + VERSION
          + "/keda-"
          + VERSION
          + ".yaml";
  private static final Duration DOWNLOAD = Duration.ofMinutes(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @Override
  public String title() {
    return "KEDA";
  }

  @Override
  public Look look() {
    try (Kubernetes kubernetes = deployment.kubernetes()) {
      return isThere(kubernetes) ? new Look.Done(VERSION) : new Look.Needed();
    }
  }

  @Override
  public String run() {
    String manifest = manifest();
    try (Kubernetes kubernetes = deployment.kubernetes()) {
      // A KEDA that somebody else put there is taken over.
      kubernetes.apply(manifest);
      if (!deployment.patience().until(() -> isThere(kubernetes), BETWEEN_LOOKS, LONGEST)) {
        throw Problem.failed(
            "KEDA's operator does not serve after %d minutes.\nSee what it waits for: kubectl --kubeconfig %s --namespace keda describe pods"
                .formatted(LONGEST.toMinutes(), deployment.folders().kubeconfig()));
      }
      return VERSION;
    }
  }

  private static boolean isThere(Kubernetes kubernetes) {
    return kubernetes
        .rollout("keda", "keda-operator")
        .filter(each -> each.image().endsWith(":" + VERSION))
        .filter(each -> each.state() == Rollout.State.COMPLETE)
        .isPresent();
  }

  private String manifest() {
    String url = deployment.shell().environment().getOrDefault("SHEAF_KEDA_URL", MANIFEST);
    try {
      return new Web(deployment.shell().environment()).text(url, DOWNLOAD);
    } catch (IOException e) {
      throw new Problem(
          ExitCode.FAILED,
          "KEDA's manifest cannot be fetched from %s: %s.\nCheck the network, or name a copy of it in SHEAF_KEDA_URL."
              .formatted(url, e.getMessage() == null ? "it does not answer" : e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ExitCode.INTERRUPTED, "Interrupted.", e);
    }
  }
}
