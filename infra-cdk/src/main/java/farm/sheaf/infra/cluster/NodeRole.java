package farm.sheaf.infra.cluster;

import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The role of the machines: to join the cluster and to pull images, and nothing of the farm's. The
 * two policies are the least that Auto Mode works with ("Amazon EKS Auto Mode node IAM role"); a
 * pull by role has no resource that could be named before the image is.
 */
final class NodeRole extends Construct {
  private final Role role;

  NodeRole(Construct scope) {
    super(scope, "NodeRole");
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
            .description("Lets the workers' machines join their cluster and pull images")
            .managedPolicies(
                ClusterRole.managed(
                    Stream.of(
                        "AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly")))
            .build();
  }

  String arn() {
    return role.getRoleArn();
  }

  /** What a NodeClass names it by. */
  String name() {
    return role.getRoleName();
  }
}
