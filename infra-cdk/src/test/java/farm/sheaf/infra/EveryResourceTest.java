package farm.sheaf.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What must hold for every resource of a type: a new bucket, queue or role without it fails here,
 * and so does a resource of a type that nobody thought about.
 */
class EveryResourceTest {
  private static final Map<String, Consumer<Resource>> RULES =
      Map.ofEntries(
          Map.entry("AWS::S3::Bucket", EveryResourceTest::bucket),
          Map.entry("AWS::SQS::Queue", EveryResourceTest::queue),
          Map.entry("AWS::SNS::Topic", EveryResourceTest::topic),
          Map.entry("AWS::DynamoDB::Table", EveryResourceTest::table),
          Map.entry("AWS::ECR::Repository", EveryResourceTest::repository),
          Map.entry("AWS::KMS::Key", EveryResourceTest::key),
          Map.entry("AWS::Logs::LogGroup", EveryResourceTest::logGroup),
          Map.entry("AWS::Lambda::Function", EveryResourceTest::function),
          Map.entry("AWS::Lambda::EventSourceMapping", EveryResourceTest::mapping),
          Map.entry("AWS::Lambda::Permission", EveryResourceTest::permission),
          Map.entry("AWS::IAM::Role", EveryResourceTest::role),
          Map.entry("AWS::ApiGatewayV2::Route", EveryResourceTest::route),
          Map.entry("AWS::ApiGatewayV2::Stage", EveryResourceTest::stage),
          Map.entry("AWS::EC2::Subnet", EveryResourceTest::subnet),
          Map.entry("AWS::EKS::Cluster", EveryResourceTest::cluster),
          Map.entry("AWS::CloudWatch::Alarm", EveryResourceTest::alarm));

  /**
   * Types that hold no data, grant nothing and are reached by nobody, or have tests of their own.
   */
  private static final Set<String> NOTHING_TO_PROTECT =
      Set.of(
          "AWS::S3::BucketPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::SNS::TopicPolicy",
          "AWS::SNS::Subscription",
          "AWS::SSM::Parameter",
          "AWS::IAM::ManagedPolicy",
          "AWS::Lambda::Version",
          "AWS::Lambda::Alias",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Events::Rule",
          "AWS::ApiGatewayV2::Api",
          "AWS::ApiGatewayV2::Integration",
          "AWS::Logs::MetricFilter",
          "AWS::Budgets::Budget",
          "AWS::EKS::AccessEntry",
          "AWS::EKS::Addon",
          "AWS::EKS::PodIdentityAssociation",
          "AWS::EC2::VPC",
          "AWS::EC2::FlowLog",
          "AWS::EC2::RouteTable",
          "AWS::EC2::SubnetRouteTableAssociation",
          "AWS::EC2::Route",
          "AWS::EC2::EIP",
          "AWS::EC2::NatGateway",
          "AWS::EC2::InternetGateway",
          "AWS::EC2::VPCGatewayAttachment",
          "AWS::EC2::VPCEndpoint");

  @TestFactory
  Stream<DynamicTest> every_resource_is_as_its_type_must_be() {
    return Stream.of(Templates.USUAL, Templates.EVERYTHING)
        .flatMap(Templates::all)
        .map(resource -> DynamicTest.dynamicTest(resource.toString(), () -> check(resource)));
  }

  private static void check(Resource resource) {
    Consumer<Resource> rule = RULES.get(resource.type());
    if (rule == null) {
      assertThat(NOTHING_TO_PROTECT)
          .as("types that somebody thought about")
          .contains(resource.type());
    } else {
      rule.accept(resource);
    }
  }

  private static void bucket(Resource bucket) {
    assertThat(
            bucket.text(
                "BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm"))
        .isEqualTo("AES256");
    for (String closed :
        List.of(
            "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")) {
      assertThat(bucket.property("PublicAccessBlockConfiguration/" + closed).asBoolean()).isTrue();
    }
    assertThat(bucket.text("OwnershipControls/Rules/0/ObjectOwnership"))
        .isEqualTo("BucketOwnerEnforced");
    assertThat(bucket.property("LifecycleConfiguration/Rules/0/Status").asText())
        .isEqualTo("Enabled");
    assertThat(
            bucket
                .property(
                    "LifecycleConfiguration/Rules/0/AbortIncompleteMultipartUpload/DaysAfterInitiation")
                .asInt())
        .isPositive();
    retained(bucket);
    assertThat(policyOf(bucket, "AWS::S3::BucketPolicy", "Bucket"))
        .anyMatch(s -> s.forbidsPlainText() && s.actions().contains("s3:*"));
  }

  /**
   * But not by a stack that failed while it was made, or the next try would find the name taken.
   */
  private static void retained(Resource resource) {
    assertThat(resource.deletionPolicy()).isEqualTo("RetainExceptOnCreate");
    assertThat(resource.json().path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
  }

  private static void queue(Resource queue) {
    assertThat(queue.property("SqsManagedSseEnabled").asBoolean()).isTrue();
    assertThat(queue.property("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 3600);
    assertThat(queue.property("ReceiveMessageWaitTimeSeconds").asInt()).isEqualTo(20);
    assertThat(policyOf(queue, "AWS::SQS::QueuePolicy", "Queues/0"))
        .anyMatch(s -> s.forbidsPlainText() && s.actions().contains("sqs:*"));
    boolean dead = queue.text("QueueName").contains("Dead");
    assertThat(queue.property("RedrivePolicy").isMissingNode()).isEqualTo(dead);
    assertThat(queue.property("RedriveAllowPolicy").isMissingNode()).isNotEqualTo(dead);
  }

  private static void topic(Resource topic) {
    assertThat(policyOf(topic, "AWS::SNS::TopicPolicy", "Topics/0"))
        .anyMatch(s -> s.forbidsPlainText() && s.actions().contains("sns:Publish"));
  }

  /** SSEEnabled says whether a key in KMS is used; without one it is DynamoDB's own. */
  private static void table(Resource table) {
    assertThat(table.property("SSESpecification/SSEEnabled").isBoolean()).isTrue();
    assertThat(
            table
                .property("PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                .asBoolean())
        .isTrue();
    assertThat(table.text("BillingMode")).isEqualTo("PAY_PER_REQUEST");
    retained(table);
  }

  /** ECR encrypts with AES-256 unless it is told to use a key. */
  private static void repository(Resource repository) {
    assertThat(repository.property("EncryptionConfiguration/EncryptionType").asText("AES256"))
        .isIn("AES256", "KMS");
    assertThat(repository.property("ImageScanningConfiguration/ScanOnPush").asBoolean()).isTrue();
    assertThat(repository.text("ImageTagMutability")).isEqualTo("IMMUTABLE");
    assertThat(repository.text("LifecyclePolicy/LifecyclePolicyText")).contains("expire");
  }

  private static void key(Resource key) {
    assertThat(key.property("EnableKeyRotation").asBoolean()).isTrue();
    assertThat(key.deletionPolicy()).isEqualTo("Delete");
  }

  private static void logGroup(Resource log) {
    assertThat(log.property("RetentionInDays").asInt()).isPositive();
    assertThat(log.deletionPolicy()).isEqualTo("Delete");
  }

  private static void function(Resource function) {
    assertThat(function.text("Runtime")).isEqualTo("java25");
    assertThat(function.text("Architectures/0")).isEqualTo("arm64");
    assertThat(function.text("SnapStart/ApplyOn")).isEqualTo("PublishedVersions");
    assertThat(function.text("LoggingConfig/LogGroup")).startsWith("${");
    assertThat(function.property("ReservedConcurrentExecutions").isMissingNode()).isTrue();
  }

  private static void mapping(Resource mapping) {
    assertThat(mapping.text("FunctionResponseTypes/0")).isEqualTo("ReportBatchItemFailures");
    assertThat(mapping.text("FunctionName")).as("by alias, or it starts cold").endsWith(":live");
  }

  private static void permission(Resource permission) {
    assertThat(permission.text("Principal"))
        .isIn("events.amazonaws.com", "apigateway.amazonaws.com");
    assertThat(permission.property("SourceArn").isMissingNode()).isFalse();
    assertThat(permission.text("FunctionName")).contains("Live");
  }

  private static void role(Resource role) {
    List<Statement> trust =
        Intrinsics.elements(role.property("AssumeRolePolicyDocument/Statement"))
            .map(statement -> new Statement(role, statement))
            .toList();
    assertThat(trust).isNotEmpty();
    for (Statement statement : trust) {
      assertThat(statement.json().at("/Principal/Service").asText()).endsWith(".amazonaws.com");
      assertThat(statement.json().at("/Principal/AWS").isMissingNode()).isTrue();
    }
    assertThat(role.property("Description").asText()).isNotBlank();
  }

  private static void route(Resource route) {
    assertThat(route.text("AuthorizationType")).isEqualTo("AWS_IAM");
  }

  private static void stage(Resource stage) {
    assertThat(stage.text("AccessLogSettings/DestinationArn")).startsWith("${");
    assertThat(stage.property("DefaultRouteSettings/ThrottlingRateLimit").asInt()).isPositive();
  }

  private static void subnet(Resource subnet) {
    assertThat(subnet.property("MapPublicIpOnLaunch").asBoolean()).isFalse();
  }

  private static void cluster(Resource cluster) {
    assertThat(cluster.text("EncryptionConfig/0/Resources/0")).isEqualTo("secrets");
    assertThat(cluster.property("EncryptionConfig/0/Provider/KeyArn").isMissingNode()).isFalse();
  }

  private static void alarm(Resource alarm) {
    assertThat(alarm.text("AlarmActions/0")).startsWith("${Topic");
    assertThat(alarm.text("TreatMissingData")).isEqualTo("notBreaching");
  }

  private static List<Statement> policyOf(Resource resource, String type, String property) {
    String itself = "${" + resource.id() + "}";
    return Stream.of(Templates.USUAL, Templates.EVERYTHING)
        .flatMap(Templates::all)
        .filter(policy -> policy.type().equals(type) && policy.text(property).equals(itself))
        .flatMap(Statement::ofPolicy)
        .toList();
  }
}
