package farm.sheaf.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClusterStackTest {
  private final Resources cluster = Templates.USUAL.cluster();
  private final Resources everything = Templates.EVERYTHING.cluster();

  @Test
  void it_is_a_cluster_in_auto_mode_of_the_version_that_was_said() {
    Resource eks = eks(cluster);
    assertThat(eks.text("Name")).isEqualTo("worker-cluster-prod");
    assertThat(eks.text("Version")).isEqualTo("1.36");
    assertThat(eks.property("ComputeConfig/Enabled").asBoolean()).isTrue();
    assertThat(eks.property("StorageConfig/BlockStorage/Enabled").asBoolean()).isTrue();
    assertThat(eks.property("KubernetesNetworkConfig/ElasticLoadBalancing/Enabled").asBoolean())
        .isTrue();
    assertThat(eks.property("BootstrapSelfManagedAddons").asBoolean(true)).isFalse();
    assertThat(eks.text("UpgradePolicy/SupportType")).isEqualTo("STANDARD");
  }

  @Test
  void whoever_makes_it_is_no_admin_by_that() {
    assertThat(
            eks(cluster)
                .property("AccessConfig/BootstrapClusterCreatorAdminPermissions")
                .asBoolean(true))
        .isFalse();
    assertThat(eks(cluster).text("AccessConfig/AuthenticationMode")).isEqualTo("API");
    assertThat(cluster.of("AWS::EKS::AccessEntry")).isEmpty();
    Resource admin = everything.only("AWS::EKS::AccessEntry");
    assertThat(admin.text("PrincipalArn")).isEqualTo("arn:aws:iam::123456789012:role/farm-admin");
    assertThat(admin.text("AccessPolicies/0/PolicyArn"))
        .isEqualTo(
            "arn:${AWS::Partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy");
    assertThat(admin.text("AccessPolicies/0/AccessScope/Type")).isEqualTo("cluster");
  }

  @Test
  void its_api_is_private_unless_addresses_are_named() {
    assertThat(eks(cluster).property("ResourcesVpcConfig/EndpointPublicAccess").asBoolean(true))
        .isFalse();
    assertThat(eks(cluster).property("ResourcesVpcConfig/EndpointPrivateAccess").asBoolean())
        .isTrue();
    assertThat(eks(everything).property("ResourcesVpcConfig/EndpointPublicAccess").asBoolean())
        .isTrue();
    assertThat(
            Intrinsics.elements(eks(everything).property("ResourcesVpcConfig/PublicAccessCidrs"))
                .map(JsonNode::asText))
        .containsExactly("203.0.113.7/32", "198.51.100.0/24");
  }

  @Test
  void it_logs_everything_to_a_group_that_was_there_before_it() {
    assertThat(
            Intrinsics.elements(eks(cluster).property("Logging/ClusterLogging/EnabledTypes"))
                .map(type -> type.path("Type").asText()))
        .containsExactlyInAnyOrder(
            "api", "audit", "authenticator", "controllerManager", "scheduler");
    Resource log =
        cluster.where(
            "AWS::Logs::LogGroup", "LogGroupName", "/aws/eks/worker-cluster-prod/cluster");
    assertThat(eks(cluster).json().path("DependsOn").toString()).contains(log.id());
  }

  @Test
  void its_nodes_stand_in_private_subnets_that_a_node_class_can_select() {
    Set<String> selected =
        cluster.of("AWS::EC2::Subnet").stream()
            .filter(
                subnet ->
                    Intrinsics.elements(subnet.property("Tags"))
                        .anyMatch(
                            tag ->
                                tag.path("Key").asText().equals("kubernetes.io/role/internal-elb")))
            .map(subnet -> "${" + subnet.id() + "}")
            .collect(Collectors.toSet());
    assertThat(
            Intrinsics.elements(eks(cluster).property("ResourcesVpcConfig/SubnetIds"))
                .map(Intrinsics::text)
                .collect(Collectors.toSet()))
        .isEqualTo(selected)
        .hasSize(2);
    assertThat(cluster.of("AWS::EC2::Route").stream().filter(r -> r.id().contains("nodes")))
        .hasSize(2)
        .allMatch(route -> !route.property("NatGatewayId").isMissingNode());
  }

  @Test
  void there_is_one_way_out_and_the_free_endpoints() {
    assertThat(cluster.of("AWS::EC2::NatGateway")).hasSize(1);
    assertThat(
            cluster.of("AWS::EC2::VPCEndpoint").stream()
                .map(
                    endpoint ->
                        endpoint.text("VpcEndpointType")
                            + " "
                            + endpoint.text("ServiceName").replaceFirst(".*\\.", "")))
        .containsExactlyInAnyOrder("Gateway s3", "Gateway dynamodb");
    assertThat(cluster.only("AWS::EC2::FlowLog").text("TrafficType")).isEqualTo("REJECT");
  }

  @Test
  void a_pod_has_a_role_by_its_namespace_and_service_account_in_this_cluster_only() {
    Map<String, String> pods =
        cluster.of("AWS::EKS::PodIdentityAssociation").stream()
            .collect(
                Collectors.toMap(
                    pod -> pod.text("Namespace") + "/" + pod.text("ServiceAccount"),
                    pod -> pod.text("RoleArn")));
    assertThat(pods).containsOnlyKeys("sheaf/worker", "keda/keda-operator");
    pods.forEach(
        (pod, arn) -> {
          Resource role =
              cluster.of("AWS::IAM::Role").stream()
                  .filter(one -> arn.equals("${" + one.id() + ".Arn}"))
                  .findFirst()
                  .orElseThrow();
          JsonNode trust = role.property("AssumeRolePolicyDocument/Statement/0");
          assertThat(trust.at("/Principal/Service").asText()).isEqualTo("pods.eks.amazonaws.com");
          JsonNode exactly = trust.at("/Condition/StringEquals");
          assertThat(
                  exactly.path("aws:RequestTag/kubernetes-namespace").asText()
                      + "/"
                      + exactly.path("aws:RequestTag/kubernetes-service-account").asText())
              .isEqualTo(pod);
          assertThat(Intrinsics.text(trust.at("/Condition/ArnEquals/aws:SourceArn")))
              .endsWith(":cluster/worker-cluster-prod");
        });
  }

  @Test
  void a_worker_may_not_delete_anything_but_messages_and_keda_may_count_only() {
    assertThat(actions("workerRole"))
        .containsExactly(
            // Of an upload of its own that failed; it takes no object away.
            "s3:AbortMultipartUpload",
            "s3:GetObject",
            "s3:ListBucket",
            "s3:PutObject",
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage",
            "sqs:SendMessage");
    assertThat(actions("kedaoperatorRole")).containsExactly("sqs:GetQueueAttributes");
    assertThat(actions("NodeRole")).isEmpty();
  }

  @Test
  void scaling_by_processor_use_brings_what_measures_it() {
    assertThat(cluster.of("AWS::EKS::Addon")).isEmpty();
    assertThat(everything.only("AWS::EKS::Addon").text("AddonName")).isEqualTo("metrics-server");
  }

  @Test
  void nothing_in_it_runs_programs_of_the_cdks_own() {
    assertThat(cluster.all().map(Resource::type))
        .noneMatch(
            type ->
                type.startsWith("AWS::Lambda::")
                    || type.startsWith("Custom::")
                    || type.equals("AWS::CloudFormation::CustomResource"));
  }

  @Test
  void no_other_stack_knows_of_it_so_it_goes_alone() {
    Templates.EVERYTHING
        .stacks()
        .forEach(
            (name, stack) ->
                assertThat(stack.json().toString()).as(name).doesNotContain("Fn::ImportValue"));
    Templates without = Templates.of(Map.of("sheaf:cluster", "no"));
    assertThat(without.stacks()).containsOnlyKeys("Data", "Functions", "Guard");
    assertThat(without.data().json()).isEqualTo(Templates.USUAL.data().json());
    assertThat(without.guard().json()).isEqualTo(Templates.USUAL.guard().json());
  }

  @Test
  void clients_find_it_in_one_parameter() throws IOException {
    Resource parameter = everything.only("AWS::SSM::Parameter");
    assertThat(parameter.text("Name")).isEqualTo("/sheaf/studio2/cluster");
    JsonNode content = new ObjectMapper().readTree(parameter.text("Value"));
    assertThat(content.path("version").asInt()).isEqualTo(1);
    assertThat(content.path("cluster").asText()).isEqualTo("${" + eks(everything).id() + "}");
    assertThat(content.path("kubernetes").asText()).isEqualTo("1.36");
    assertThat(content.path("scaling").asText()).isEqualTo("hpa");
    assertThat(content.path("maxWorkers").toString()).isEqualTo("{\"cpu\":10,\"gpu\":4}");
    assertThat(content.path("nodeRole").asText()).startsWith("${NodeRole");
    assertThat(content.path("workerRole").asText()).startsWith("${workerRole").endsWith(".Arn}");
    assertThat(content.path("kedaRole").asText())
        .startsWith("${kedaoperatorRole")
        .endsWith(".Arn}");
    assertThat(content.path("queueUrls").path("gpu").asText())
        .isEqualTo(
            "https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/JobQueueGpu-studio2");
  }

  private static Resource eks(Resources stack) {
    return stack.only("AWS::EKS::Cluster");
  }

  private static List<String> actions(String role) {
    return Statement.ofRoles(Templates.USUAL)
        .filter(statement -> statement.of().id().startsWith(role))
        .flatMap(statement -> statement.actions().stream())
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
