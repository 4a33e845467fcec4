package farm.sheaf.infra.naming;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What AWS's own services may do by the farm's roles, beside what its programs call. */
public final class ServicePermissions {
  private ServicePermissions() {}

  /** A function's own log. Lambda makes the streams by the function's role. */
  public static PolicyStatement log(String logGroupArn) {
    return Permissions.allow(
        "Log", List.of(logGroupArn), "logs:CreateLogStream", "logs:PutLogEvents");
  }

  /** The record of refused connections. */
  public static PolicyStatement flowLog(String logGroupArn) {
    return Permissions.allow(
        "Log",
        List.of(logGroupArn),
        "logs:CreateLogStream",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents");
  }

  /** The key under which a cluster keeps its secrets. */
  public static PolicyStatement secrets(String keyArn) {
    return Permissions.allow(
        "Secrets",
        List.of(keyArn),
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:ListGrants");
  }

  /**
   * Lets Auto Mode put tags of ours on the machines that it starts, which its own policies do not
   * ("Custom AWS tags for EKS Auto resources"). What is created has no name yet, so the conditions
   * bind it to this cluster's own node pools instead.
   */
  public static PolicyStatement tagNodes() {
    Map<String, Object> ofThisCluster = new TreeMap<>();
    ofThisCluster.put(
        "StringEquals",
        Map.of("aws:RequestTag/eks:eks-cluster-name", "${aws:PrincipalTag/eks:eks-cluster-name}"));
    Map<String, String> byPool = new TreeMap<>();
    byPool.put("aws:RequestTag/eks:kubernetes-node-class-name", "*");
    byPool.put("aws:RequestTag/eks:kubernetes-node-pool-name", "*");
    ofThisCluster.put("StringLike", byPool);
    return PolicyStatement.Builder.create()
        .sid("TagNodes")
        .actions(List.of("ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"))
        .resources(List.of("*"))
        .conditions(ofThisCluster)
        .build();
  }
}
