package farm.sheaf.infra.cluster;

import farm.sheaf.infra.configuration.Admin;
import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.eks.CfnAccessEntry;
import software.amazon.awscdk.services.eks.CfnAccessEntry.AccessPolicyProperty;
import software.amazon.awscdk.services.eks.CfnAccessEntry.AccessScopeProperty;
import software.amazon.awscdk.services.eks.CfnCluster;
import software.constructs.Construct;

/** Who may administer the cluster: the principals of the configuration, and nobody else. */
final class Admins extends Construct {
  Admins(Construct scope, CfnCluster cluster, List<Admin> admins) {
    super(scope, "Admins");
    for (Admin admin : admins) {
      CfnAccessEntry.Builder.create(this, admin.arn().substring(admin.arn().indexOf(":iam::") + 6))
          .clusterName(cluster.getRef())
          .principalArn(admin.arn())
          .type("STANDARD")
          .accessPolicies(
              List.of(
                  AccessPolicyProperty.builder()
                      .policyArn(
                          "arn:%s:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
                              .formatted(Aws.PARTITION))
                      .accessScope(AccessScopeProperty.builder().type("cluster").build())
                      .build()))
          .build();
    }
  }
}
