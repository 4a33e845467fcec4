package farm.sheaf.infra.cluster;

import farm.sheaf.infra.naming.ServicePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The role by which EKS runs the cluster and, in Auto Mode, its machines, disks and addresses.
 *
 * <p>These policies are AWS's own, because they are AWS's programs that use them and AWS changes
 * them with the programs ("Amazon EKS Auto Mode cluster IAM role"). They bind themselves to what
 * carries this cluster's tag.
 */
final class ClusterRole extends Construct {
  private static final List<String> AUTO_MODE =
      List.of(
          "AmazonEKSClusterPolicy",
          "AmazonEKSComputePolicy",
          "AmazonEKSBlockStoragePolicy",
          "AmazonEKSLoadBalancingPolicy",
          "AmazonEKSNetworkingPolicy");

  private final Role role;

  ClusterRole(Construct scope, Key secrets) {
    super(scope, "ClusterRole");
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("eks.amazonaws.com").withSessionTags())
            .description("Runs the workers' cluster")
            .managedPolicies(managed(AUTO_MODE.stream()))
            .inlinePolicies(
                new TreeMap<>(
                    Map.of(
                        "secrets",
                        PolicyDocument.Builder.create()
                            .statements(List.of(ServicePermissions.secrets(secrets.getKeyArn())))
                            .build(),
                        "tags",
                        PolicyDocument.Builder.create()
                            .statements(ServicePermissions.tagNodes())
                            .build())))
            .build();
  }

  static List<IManagedPolicy> managed(Stream<String> names) {
    return names.map(ManagedPolicy::fromAwsManagedPolicyName).toList();
  }

  String arn() {
    return role.getRoleArn();
  }
}
