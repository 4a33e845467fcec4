package farm.sheaf.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.account.FarmSettings;
import farm.sheaf.account.FindStage;
import farm.sheaf.deploy.cluster.Kind;
import farm.sheaf.deploy.cluster.Kubernetes;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts the workers and their machines onto the cluster, and takes away those of another overlay.
 */
record ApplyOverlay(Deployment deployment, BuildImage image) implements Step {
  private static final String STANDING = "worker-deployment";

  @Override
  public String title() {
    return "Workers on the cluster";
  }

  @Override
  public Look look() {
    return new Look.Needed();
  }

  @Override
  public String run() {
    overlay().write(deployment.folders().overlay(), deployment.folders().cluster());
    String manifests = rendered();
    try (Kubernetes kubernetes = deployment.kubernetes()) {
      kubernetes.apply(manifests);
      takeAwayOthers(kubernetes);
    }
    return "overlay " + deployment.choices().overlay();
  }

  private Overlay overlay() {
    Target target = deployment.target();
    FindStage find = new FindStage(target.access());
    FarmSettings farm = find.settings(target.stage());
    JsonNode cluster =
        find.parameter(target.stage().clusterParameter())
            .flatMap(Json::parse)
            .orElseThrow(
                () ->
                    Problem.failed(
                        "The cluster's settings are not there (SSM parameter %s).\nThe stack %s writes them; see how it stands in CloudFormation."
                            .formatted(
                                target.stage().clusterParameter(), target.stack("Cluster"))));
    return Overlay.of(
        target,
        deployment.choices(),
        new Overlay.Image(image.name(), image.digest()),
        cluster,
        farm.environment());
  }

  /** The overlay's manifests by the kustomize in kubectl, which asks no cluster for that. */
  private String rendered() {
    Path overlay = deployment.folders().overlay();
    Path manifests = deployment.folders().manifests();
    deployment
        .shell()
        .must(
            Shell.Call.of(
                deployment.folders().root(),
                "kubectl",
                "kustomize",
                overlay.toString(),
                "--output",
                manifests.toString()),
            "");
    try {
      return Files.readString(manifests);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + manifests, e);
    }
  }

  /** What an earlier deployment with other choices has left; work under way goes round again. */
  private void takeAwayOthers(Kubernetes kubernetes) {
    switch (deployment.choices().scaling()) {
      case KEDA -> {
        kubernetes.delete(Kind.AUTOSCALER, STANDING);
        kubernetes.delete(Kind.DEPLOYMENT, STANDING);
        if (!deployment.choices().workers().withGpu()) {
          kubernetes.delete(Kind.SCALED_JOB, "worker-gpu");
          kubernetes.delete(Kind.NODE_POOL, "sheaf-gpu");
        }
      }
      case HPA -> {
        kubernetes.delete(Kind.SCALED_JOB, "worker-cpu");
        kubernetes.delete(Kind.SCALED_JOB, "worker-gpu");
        kubernetes.delete(Kind.NODE_POOL, "sheaf-gpu");
      }
      case NONE -> {}
    }
  }
}
