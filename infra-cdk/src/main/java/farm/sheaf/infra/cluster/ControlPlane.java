package farm.sheaf.infra.cluster;

import farm.sheaf.infra.configuration.AddressRange;
import farm.sheaf.infra.configuration.ClusterPlan;
import farm.sheaf.infra.configuration.FarmConfiguration;
import farm.sheaf.infra.naming.FarmNames;
import farm.sheaf.infra.naming.Retention;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.eks.CfnCluster;
import software.amazon.awscdk.services.eks.CfnCluster.AccessConfigProperty;
import software.amazon.awscdk.services.eks.CfnCluster.BlockStorageProperty;
import software.amazon.awscdk.services.eks.CfnCluster.ClusterLoggingProperty;
import software.amazon.awscdk.services.eks.CfnCluster.ComputeConfigProperty;
import software.amazon.awscdk.services.eks.CfnCluster.ElasticLoadBalancingProperty;
import software.amazon.awscdk.services.eks.CfnCluster.EncryptionConfigProperty;
import software.amazon.awscdk.services.eks.CfnCluster.KubernetesNetworkConfigProperty;
import software.amazon.awscdk.services.eks.CfnCluster.LoggingProperty;
import software.amazon.awscdk.services.eks.CfnCluster.LoggingTypeConfigProperty;
import software.amazon.awscdk.services.eks.CfnCluster.ProviderProperty;
import software.amazon.awscdk.services.eks.CfnCluster.ResourcesVpcConfigProperty;
import software.amazon.awscdk.services.eks.CfnCluster.StorageConfigProperty;
import software.amazon.awscdk.services.eks.CfnCluster.UpgradePolicyProperty;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The EKS cluster in Auto Mode. It is the plain CloudFormation resource: the CDK's own construct
 * would bring functions of its own to apply manifests with, which kustomize does here.
 */
final class ControlPlane extends Construct {
  /**
   * EKS's own pools, for KEDA and the like; they are empty until a pod asks. Render nodes have
   * pools of their own, which are manifests.
   */
  private static final List<String> BUILT_IN_POOLS = List.of("general-purpose", "system");

  private final CfnCluster cluster;

  ControlPlane(
      Construct scope,
      FarmNames names,
      FarmConfiguration configuration,
      Network network,
      NodeRole nodes) {
    super(scope, "ControlPlane");
    Key secrets =
        Key.Builder.create(this, "Secrets")
            .description("Encrypts the secrets of " + names.cluster())
            .enableKeyRotation(true)
            .pendingWindow(Duration.days(7))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    // EKS would make it without an end to what it keeps.
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/aws/eks/%s/cluster".formatted(names.cluster()))
            .retention(Retention.of(configuration.keeping()))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    cluster =
        CfnCluster.Builder.create(this, "Cluster")
            .name(names.cluster())
            .version(configuration.cluster().kubernetes().text())
            .roleArn(new ClusterRole(this, secrets).arn())
            .resourcesVpcConfig(reached(configuration.cluster(), network))
            .accessConfig(
                AccessConfigProperty.builder()
                    .authenticationMode("API")
                    .bootstrapClusterCreatorAdminPermissions(false)
                    .build())
            .bootstrapSelfManagedAddons(false)
            .computeConfig(
                ComputeConfigProperty.builder()
                    .enabled(true)
                    .nodePools(BUILT_IN_POOLS)
                    .nodeRoleArn(nodes.arn())
                    .build())
            // Auto Mode takes these two only together with its machines.
            .kubernetesNetworkConfig(
                KubernetesNetworkConfigProperty.builder()
                    .elasticLoadBalancing(
                        ElasticLoadBalancingProperty.builder().enabled(true).build())
                    .build())
            .storageConfig(
                StorageConfigProperty.builder()
                    .blockStorage(BlockStorageProperty.builder().enabled(true).build())
                    .build())
            .logging(everything())
            // Extended support costs six times as much: rather be upgraded.
            .upgradePolicy(UpgradePolicyProperty.builder().supportType("STANDARD").build())
            .encryptionConfig(
                List.of(
                    EncryptionConfigProperty.builder()
                        .provider(ProviderProperty.builder().keyArn(secrets.getKeyArn()).build())
                        .resources(List.of("secrets"))
                        .build()))
            .build();
    cluster.getNode().addDependency(log, network);
  }

  private static ResourcesVpcConfigProperty reached(ClusterPlan plan, Network network) {
    ResourcesVpcConfigProperty.Builder reached =
        ResourcesVpcConfigProperty.builder()
            .subnetIds(network.nodeSubnets())
            .endpointPrivateAccess(true)
            .endpointPublicAccess(!plan.apiCidrs().isEmpty());
    return plan.apiCidrs().isEmpty()
        ? reached.build()
        : reached
            .publicAccessCidrs(plan.apiCidrs().stream().map(AddressRange::cidr).toList())
            .build();
  }

  private static LoggingProperty everything() {
    return LoggingProperty.builder()
        .clusterLogging(
            ClusterLoggingProperty.builder()
                .enabledTypes(
                    Stream.of("api", "audit", "authenticator", "controllerManager", "scheduler")
                        .map(type -> LoggingTypeConfigProperty.builder().type(type).build())
                        .toList())
                .build())
        .build();
  }

  CfnCluster cluster() {
    return cluster;
  }
}
