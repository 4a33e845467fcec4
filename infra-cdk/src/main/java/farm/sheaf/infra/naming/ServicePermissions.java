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
   * Lets Auto Mode put tags of ours on the machines that it starts and on their network interfaces,
   * which its own policies do not ("Custom AWS tags for EKS Auto resources"). What is created has
   * no name yet, so the conditions bind it to this cluster's own node pools and nodes instead.
   */
  public static List<PolicyStatement> tagNodes() {
    return List.of(
        tag(
            "TagNodes",
            List.of("ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"),
            List.of("eks:kubernetes-node-class-name", "eks:kubernetes-node-pool-name")),
        tag(
            "TagInterfaces",
            List.of("ec2:CreateNetworkInterface"),
            List.of("eks:kubernetes-cni-node-name")));
  }

  private static PolicyStatement tag(String id, List<String> actions, List<String> carried) {
    Map<String, String> anyValue = new TreeMap<>();
    carried.forEach(tag -> anyValue.put("aws:RequestTag/" + tag, "*"));
    Map<String, Object> ofThisCluster = new TreeMap<>();
    ofThisCluster.put(
        "StringEquals",
        Map.of("aws:RequestTag/eks:eks-cluster-name", "${aws:PrincipalTag/eks:eks-cluster-name}"));
    ofThisCluster.put("StringLike", anyValue);
    return PolicyStatement.Builder.create()
        .sid(id)
        .actions(actions)
        .resources(List.of("*"))
        .conditions(ofThisCluster)
        .build();
  }
}
