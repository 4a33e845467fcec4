package farm.sheaf.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.account.FarmSettings;
import farm.sheaf.account.FindStage;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;

/**
 * Puts the workers and their machines onto the cluster, and takes away those of another overlay.
 */
record ApplyOverlay(Deployment deployment, BuildImage image) implements Step {
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
    Target target = deployment.target();
    DeployFolders folders = deployment.folders();
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
    Overlay.of(
            target,
            deployment.choices(),
            new Overlay.Image(image.name(), image.digest()),
            cluster,
            farm.environment())
        .write(folders.overlay(), folders.cluster());
    Kubectl kubectl = new Kubectl(deployment.shell(), folders);
    kubectl.must("apply", "--server-side", "--force-conflicts", "-k", folders.overlay().toString());
    takeAwayOthers(kubectl);
    return "overlay " + deployment.choices().overlay();
  }

  /** What an earlier deployment with other choices has left; work under way goes round again. */
  private void takeAwayOthers(Kubectl kubectl) {
    switch (deployment.choices().scaling()) {
      case KEDA -> {
        delete(kubectl, "horizontalpodautoscaler", "worker-deployment");
        delete(kubectl, "deployment", "worker-deployment");
        if (!deployment.choices().workers().withGpu()) {
          delete(kubectl, "scaledjob.keda.sh", "worker-gpu");
          delete(kubectl, "nodepool.karpenter.sh", "sheaf-gpu");
        }
      }
      case HPA -> {
        if (kubectl.has("crd", "scaledjobs.keda.sh")) {
          delete(kubectl, "scaledjob.keda.sh", "worker-cpu");
          delete(kubectl, "scaledjob.keda.sh", "worker-gpu");
        }
        delete(kubectl, "nodepool.karpenter.sh", "sheaf-gpu");
      }
      case NONE -> {}
    }
  }

  private static void delete(Kubectl kubectl, String kind, String name) {
    kubectl.must(
        "delete", kind, name, "--namespace", "sheaf", "--ignore-not-found", "--wait=false");
  }
}
