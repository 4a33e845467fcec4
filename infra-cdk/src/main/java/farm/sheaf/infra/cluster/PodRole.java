package farm.sheaf.infra.cluster;

import farm.sheaf.infra.naming.FarmNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.eks.CfnCluster;
import software.amazon.awscdk.services.eks.CfnPodIdentityAssociation;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The role of one service account of this cluster, given to its pods by EKS Pod Identity: no
 * credentials lie in an image or a manifest, and no other pod can have it.
 */
final class PodRole extends Construct {
  private final Role role;

  /** Whose role it is. */
  record ServiceAccount(String namespace, String name) {}

  PodRole(
      Construct scope,
      FarmNames names,
      CfnCluster cluster,
      ServiceAccount account,
      List<PolicyStatement> statements) {
    super(scope, account.name());
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(
                new ServicePrincipal("pods.eks.amazonaws.com")
                    .withConditions(conditions(names, account))
                    .withSessionTags())
            .description(
                "What pods of %s in %s may do".formatted(account.name(), account.namespace()))
            .inlinePolicies(
                Map.of(
                    account.name(), PolicyDocument.Builder.create().statements(statements).build()))
            .build();
    CfnPodIdentityAssociation.Builder.create(this, "Association")
        .clusterName(cluster.getRef())
        .namespace(account.namespace())
        .serviceAccount(account.name())
        .roleArn(role.getRoleArn())
        .build();
  }

  private static Map<String, Object> conditions(FarmNames names, ServiceAccount account) {
    Map<String, String> exactly = new TreeMap<>();
    exactly.put("aws:SourceAccount", Aws.ACCOUNT_ID);
    exactly.put("aws:RequestTag/kubernetes-namespace", account.namespace());
    exactly.put("aws:RequestTag/kubernetes-service-account", account.name());
    Map<String, Object> conditions = new TreeMap<>();
    conditions.put("StringEquals", exactly);
    conditions.put("ArnEquals", Map.of("aws:SourceArn", names.clusterArn()));
    return conditions;
  }

  String arn() {
    return role.getRoleArn();
  }
}
