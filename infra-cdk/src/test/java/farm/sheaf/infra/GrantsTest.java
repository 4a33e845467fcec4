package farm.sheaf.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the farm's own roles may do. */
class GrantsTest {
  /** Statements for any resource, and why there is no other way. */
  private static final Map<String, String> ANY_RESOURCE =
      Map.of(
          "TagNodes",
          "machines, launch templates and disks are created by it and have no name before; its"
              + " conditions bind it to this cluster's own node pools",
          "TagInterfaces",
          "an interface is created by it and has no name before; its conditions bind it to this"
              + " cluster's own nodes");

  /** AWS's own policies: programs of AWS use them, and AWS changes them with the programs. */
  private static final Set<String> MANAGED =
      Set.of(
          "AmazonEKSClusterPolicy",
          "AmazonEKSComputePolicy",
          "AmazonEKSBlockStoragePolicy",
          "AmazonEKSLoadBalancingPolicy",
          "AmazonEKSNetworkingPolicy",
          "AmazonEKSWorkerNodeMinimalPolicy",
          "AmazonEC2ContainerRegistryPullOnly");

  @Test
  void no_action_is_granted_by_a_wildcard() {
    assertThat(statements())
        .isNotEmpty()
        .allSatisfy(
            statement ->
                assertThat(statement.actions())
                    .as(statement.id() + " of " + statement.of())
                    .isNotEmpty()
                    .noneMatch(action -> action.contains("*")));
  }

  @Test
  void no_resource_is_any_resource_apart_from_those_with_a_reason() {
    Set<String> any =
        statements().stream()
            .filter(statement -> statement.resources().contains("*"))
            .map(Statement::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(any).isEqualTo(ANY_RESOURCE.keySet());
  }

  @Test
  void what_is_granted_for_any_resource_is_bound_by_a_condition() {
    assertThat(statements().stream().filter(statement -> statement.resources().contains("*")))
        .isNotEmpty()
        .allMatch(
            statement ->
                statement
                    .json()
                    .at("/Condition/StringEquals/aws:RequestTag~1eks:eks-cluster-name")
                    .asText()
                    .equals("${aws:PrincipalTag/eks:eks-cluster-name}"));
  }

  @Test
  void a_star_in_a_resource_stands_for_keys_of_a_bucket_only() {
    assertThat(
            statements().stream()
                .flatMap(statement -> statement.resources().stream())
                .filter(resource -> resource.contains("*") && !resource.equals("*")))
        .isNotEmpty()
        .allMatch(
            resource ->
                resource.startsWith("arn:${AWS::Partition}:s3:::")
                    && resource.indexOf('*') > resource.indexOf('/'));
  }

  @Test
  void policies_of_awss_own_are_those_that_eks_needs() {
    Set<String> managed = new TreeSet<>();
    both()
        .flatMap(Templates::all)
        .forEach(
            resource ->
                Intrinsics.elements(resource.property("ManagedPolicyArns"))
                    .map(Intrinsics::text)
                    .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                    .forEach(managed::add));
    assertThat(managed).isEqualTo(new TreeSet<>(MANAGED));
  }

  @Test
  void nobody_is_granted_anything_outside_a_role() {
    assertThat(both().flatMap(Templates::all).map(Resource::type))
        .doesNotContain("AWS::IAM::Policy", "AWS::IAM::User", "AWS::IAM::Group");
  }

  @Test
  void policies_to_hand_out_are_attached_to_nobody() {
    List<Resource> policies = Templates.USUAL.functions().of("AWS::IAM::ManagedPolicy");
    assertThat(policies.stream().map(policy -> policy.text("ManagedPolicyName")))
        .containsExactlyInAnyOrder("sheaf-artist-prod", "sheaf-worker-prod");
    assertThat(policies)
        .allSatisfy(
            policy ->
                assertThat(List.of("Roles", "Users", "Groups"))
                    .allMatch(to -> policy.property(to).isMissingNode()));
  }

  @Test
  void an_artist_reaches_the_table_and_the_queues_through_the_server_only() {
    assertThat(
            Statement.ofRoles(Templates.USUAL)
                .filter(statement -> statement.of().text("ManagedPolicyName").contains("artist"))
                .flatMap(statement -> statement.actions().stream()))
        .containsExactlyInAnyOrder(
            "ssm:GetParameter",
            "lambda:InvokeFunction",
            "s3:ListBucket",
            "s3:AbortMultipartUpload",
            "s3:GetObject",
            "s3:PutObject",
            "s3:GetObject",
            "s3:GetObject");
  }

  @Test
  void only_the_farms_own_aws_services_may_write_to_its_queues_and_topic() {
    assertThat(
            both()
                .flatMap(Templates::all)
                .filter(
                    resource ->
                        List.of(
                                "AWS::SQS::QueuePolicy",
                                "AWS::SNS::TopicPolicy",
                                "AWS::S3::BucketPolicy")
                            .contains(resource.type()))
                .flatMap(Statement::ofPolicy)
                .filter(statement -> statement.json().path("Effect").asText().equals("Allow")))
        .isNotEmpty()
        .allSatisfy(
            statement -> {
              assertThat(
                      Intrinsics.text(
                          statement.json().at("/Condition/StringEquals/aws:SourceAccount")))
                  .isEqualTo("${AWS::AccountId}");
              assertThat(statement.json().at("/Principal/Service").isMissingNode()).isFalse();
              assertThat(statement.actions()).hasSize(1).noneMatch(action -> action.contains("*"));
            });
  }

  private static Stream<Templates> both() {
    return Stream.of(Templates.USUAL, Templates.EVERYTHING);
  }

  private static List<Statement> statements() {
    return both().flatMap(Statement::ofRoles).toList();
  }
}
