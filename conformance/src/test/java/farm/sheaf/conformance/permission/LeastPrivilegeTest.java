package farm.sheaf.conformance.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.aws.FarmResources;
import farm.sheaf.conformance.farm.Role;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The comparison itself, on a template of a few lines whose answer is plain. */
class LeastPrivilegeTest {
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:JobQueue";
  private static final LeastPrivilege PLAIN = new LeastPrivilege(List.of(), Set.of(QUEUE));

  private static String template(String statement) {
    return """
    {"Resources": {
      "Server": {"Type": "AWS::Lambda::Function", "Properties": {
        "Handler": "farm.sheaf.server.ServerHandler", "Role": {"Fn::GetAtt": ["R", "Arn"]}}},
      "Watcher": {"Type": "AWS::Lambda::Function", "Properties": {
        "Handler": "farm.sheaf.watcher.WatcherHandler", "Role": {"Fn::GetAtt": ["R", "Arn"]}}},
      "Logger": {"Type": "AWS::Lambda::Function", "Properties": {
        "Handler": "farm.sheaf.logger.LoggerHandler", "Role": {"Fn::GetAtt": ["R", "Arn"]}}},
      "Pods": {"Type": "AWS::EKS::PodIdentityAssociation", "Properties": {
        "ServiceAccount": "worker", "RoleArn": {"Fn::GetAtt": ["R", "Arn"]}}},
      "R": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [
        {"PolicyDocument": {"Statement": [%s]}}]}}}}
    """
        .formatted(statement);
  }

  private static Set<Grant> grants(String statement) throws IOException {
    return Roles.read(List.of(Template.parse(template(statement))))
        .getOrDefault(Role.SERVER, Set.of());
  }

  private static final String GRANT =
      """
      {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource":
        {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":s3:::b-", {"Ref": "AWS::Region"},
         "/out/*"]]}}
      """;

  @Test
  void grants_are_read_with_their_references_worked_out() throws IOException {
    assertThat(grants(GRANT))
        .containsExactlyInAnyOrder(
            new Grant("s3:GetObject", "arn:aws:s3:::b-eu-central-1/out/*"),
            new Grant("s3:PutObject", "arn:aws:s3:::b-eu-central-1/out/*"));
    assertThat(
            grants(
                "{\"Effect\": \"Allow\", \"Action\": \"a:B\", \"Resource\":"
                    + " {\"Fn::Sub\": \"x:${AWS::AccountId}:${Table}\"}}"))
        .containsExactly(new Grant("a:B", "x:111122223333:${Table}"));
  }

  @Test
  void a_grant_too_few_and_a_grant_too_many_are_both_named() throws IOException {
    Need inside = new Need("s3:GetObject", "arn:aws:s3:::b-eu-central-1/out/a/b.mp4");
    Need outside = new Need("s3:GetObject", "arn:aws:s3:::b-eu-central-1/scene.blend");

    assertThat(PLAIN.missing(Set.of(inside), grants(GRANT))).isEmpty();
    assertThat(PLAIN.missing(Set.of(outside), grants(GRANT))).containsExactly(outside);
    assertThat(PLAIN.idle(Role.SERVER, Set.of(inside), grants(GRANT)))
        .containsExactly(new Grant("s3:PutObject", "arn:aws:s3:::b-eu-central-1/out/*"));
  }

  @Test
  void an_excuse_holds_for_what_it_names_and_goes_stale_when_the_grant_is_used()
      throws IOException {
    LeastPrivilege.Excuse excuse =
        new LeastPrivilege.Excuse(Role.SERVER, "s3:PutObject", "*/out/*", "because");
    LeastPrivilege excusing = new LeastPrivilege(List.of(excuse), Set.of());
    Need read = new Need("s3:GetObject", "arn:aws:s3:::b-eu-central-1/out/a");
    Need write = new Need("s3:PutObject", "arn:aws:s3:::b-eu-central-1/out/a");

    assertThat(excusing.idle(Role.SERVER, Set.of(read), grants(GRANT))).isEmpty();
    assertThat(excusing.idle(Role.WORKER, Set.of(read), grants(GRANT))).hasSize(1);
    assertThat(excusing.stale(Role.SERVER, Set.of(read), grants(GRANT))).isEmpty();
    assertThat(excusing.stale(Role.SERVER, Set.of(read, write), grants(GRANT)))
        .containsExactly(excuse);
  }

  @Test
  void what_is_needed_with_one_pools_queue_is_needed_with_all() {
    LeastPrivilege two = new LeastPrivilege(List.of(), Set.of(QUEUE, QUEUE + "Gpu"));
    Set<Need> seen = Set.of(new Need("sqs:SendMessage", QUEUE + "Gpu"));

    assertThat(two.missing(seen, Set.of(new Grant("sqs:SendMessage", QUEUE + "Gpu"))))
        .containsExactly(new Need("sqs:SendMessage", QUEUE));
    assertThat(two.idle(Role.SERVER, seen, Set.of(new Grant("sqs:SendMessage", QUEUE)))).isEmpty();
  }

  @Test
  void policies_that_cannot_be_judged_are_refused() {
    assertThatThrownBy(
            () ->
                grants(
                    "{\"Effect\": \"Deny\", \"Action\": \"s3:*\", \"Resource\":"
                        + " \"arn:aws:s3:::b\"}"))
        .hasMessageContaining("no plain grant");
    assertThatThrownBy(() -> Roles.read(List.of(Template.parse("{}"))))
        .hasMessageContaining("no role for the server");
  }

  @Test
  void a_recorded_call_becomes_what_it_needs_of_the_deployed_farm() throws IOException {
    FarmResources deployed =
        FarmResources.fromEnvironment(
            Map.of("SHEAF_PNG_FILES_BUCKET", "png-prod", "SHEAF_JOB_TABLE", "Jobs-prod"));
    RecordedCalls calls = new RecordedCalls(IamActions.read(), FarmResources.ONE_MACHINE, deployed);

    assertThat(calls.needs("S3 HeadObject png-files-bucket/a b/frames/1.png"))
        .containsExactly(
            new Need("s3:GetObject", "arn:aws:s3:::png-prod/a b/frames/1.png"),
            new Need("s3:ListBucket", "arn:aws:s3:::png-prod"));
    assertThat(calls.needs("DynamoDb Query JobTable/index/active-jobs"))
        .containsExactly(
            new Need(
                "dynamodb:Query",
                "arn:aws:dynamodb:eu-central-1:111122223333:table/Jobs-prod/index/active-jobs"));
    assertThatThrownBy(() -> calls.needs("S3 PutBucketAcl png-files-bucket"))
        .hasMessageContaining("not in iam-actions.csv");
    assertThatThrownBy(() -> calls.needs("S3 HeadObject somebody-elses/x"))
        .hasMessageContaining("no part of the farm");
  }
}
