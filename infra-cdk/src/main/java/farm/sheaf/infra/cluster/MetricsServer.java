package farm.sheaf.infra.cluster;

import software.amazon.awscdk.services.eks.CfnAddon;
import software.amazon.awscdk.services.eks.CfnCluster;
import software.constructs.Construct;

/**
 * What tells the cluster of its pods' processor use, for scaling by that alone. Auto Mode has none
 * of its own, and KEDA needs none.
 */
final class MetricsServer extends Construct {
  MetricsServer(Construct scope, CfnCluster cluster) {
    super(scope, "MetricsServer");
    CfnAddon.Builder.create(this, "Addon")
        .addonName("metrics-server")
        .clusterName(cluster.getRef())
        .build();
  }
}
