package farm.sheaf.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DataStackTest {
  private static final String NAME_END = "-prod-${AWS::AccountId}-${AWS::Region}";

  private final Resources data = Templates.USUAL.data();
  private final Resources everything = Templates.EVERYTHING.data();

  @Test
  void everything_has_the_name_that_programs_and_people_know() {
    assertThat(data.of("AWS::S3::Bucket").stream().map(bucket -> bucket.text("BucketName")))
        .containsExactlyInAnyOrder(
            "render-files-bucket" + NAME_END,
            "png-files-bucket" + NAME_END,
            "worker-logging-bucket" + NAME_END);
    assertThat(data.of("AWS::SQS::Queue").stream().map(queue -> queue.text("QueueName")))
        .containsExactlyInAnyOrder(
            "JobQueue-prod",
            "LoggingQueue-prod",
            "FrameEvents-prod",
            "JobQueueDead-prod",
            "LoggingQueueDead-prod",
            "FrameEventsDead-prod");
    assertThat(data.only("AWS::DynamoDB::Table").text("TableName")).isEqualTo("JobTable-prod");
    assertThat(data.only("AWS::ECR::Repository").text("RepositoryName"))
        .isEqualTo("sheaf-worker-prod");
  }

  @Test
  void a_gpu_pool_has_a_queue_whose_dead_letters_come_to_the_same_place() {
    assertThat(queue(everything, "JobQueueGpu-studio2").text("RedrivePolicy/deadLetterTargetArn"))
        .isEqualTo(queue(everything, "JobQueue-studio2").text("RedrivePolicy/deadLetterTargetArn"))
        .contains("JobQueuesDead");
    assertThat(sources(queue(everything, "JobQueueDead-studio2")))
        .containsExactly(
            "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:JobQueue-studio2",
            "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:JobQueueGpu-studio2");
  }

  @Test
  void ten_receives_are_the_most_before_a_message_goes_to_its_own_dead_letters() {
    assertThat(
            data.of("AWS::SQS::Queue").stream()
                .filter(queue -> !queue.property("RedrivePolicy").isMissingNode())
                .map(queue -> queue.property("RedrivePolicy/maxReceiveCount").asInt()))
        .containsOnly(10)
        .hasSize(3);
    assertThat(sources(queue(data, "LoggingQueueDead-prod")))
        .containsExactly(
            "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:LoggingQueue-prod");
  }

  @Test
  void work_is_unseen_for_a_lease_and_events_for_six_times_their_functions_timeout() {
    assertThat(visibility("JobQueue-prod")).isEqualTo(120);
    assertThat(visibility("FrameEvents-prod")).isGreaterThanOrEqualTo(6 * timeout("watcher-prod"));
    assertThat(visibility("JobQueueDead-prod")).isGreaterThanOrEqualTo(6 * timeout("watcher-prod"));
    assertThat(visibility("LoggingQueue-prod")).isGreaterThanOrEqualTo(6 * timeout("logger-prod"));
  }

  @Test
  void s3_tells_of_frames_and_films_once_it_may() {
    assertThat(news("png-files-bucket"))
        .containsExactly("suffix=.png", "suffix=.exr", "suffix=.jpg");
    assertThat(news("render-files-bucket")).containsExactly("prefix=output/ suffix=.mp4");
    assertThat(news("worker-logging-bucket")).isEmpty();
    Resource policy =
        data.of("AWS::SQS::QueuePolicy").stream()
            .filter(one -> one.text("Queues/0").contains("FrameEventsQueue"))
            .findFirst()
            .orElseThrow();
    assertThat(bucket("png-files-bucket").json().path("DependsOn").toString())
        .contains(policy.id());
    assertThat(bucket("render-files-bucket").json().path("DependsOn").toString())
        .contains(policy.id());
    Statement lets =
        Statement.ofPolicy(policy)
            .filter(s -> s.id().equals("NewsFromBuckets"))
            .findFirst()
            .orElseThrow();
    assertThat(lets.json().at("/Principal/Service").asText()).isEqualTo("s3.amazonaws.com");
    assertThat(lets.actions()).containsExactly("sqs:SendMessage");
    assertThat(
            Intrinsics.elements(lets.json().at("/Condition/ArnEquals/aws:SourceArn"))
                .map(Intrinsics::text))
        .containsExactlyInAnyOrder(
            "arn:${AWS::Partition}:s3:::render-files-bucket" + NAME_END,
            "arn:${AWS::Partition}:s3:::png-files-bucket" + NAME_END);
  }

  @Test
  void frames_and_logs_expire_and_scenes_and_films_can_be_had_back() {
    assertThat(expiry(data, "png-files-bucket", "ExpirationInDays")).isEqualTo(30);
    assertThat(expiry(everything, "png-files-bucket", "ExpirationInDays")).isEqualTo(20);
    assertThat(expiry(everything, "worker-logging-bucket", "ExpirationInDays")).isEqualTo(90);
    assertThat(expiry(data, "render-files-bucket", "ExpirationInDays")).isZero();
    assertThat(expiry(data, "render-files-bucket", "NoncurrentVersionExpiration/NoncurrentDays"))
        .isEqualTo(30);
    assertThat(bucket("render-files-bucket").text("VersioningConfiguration/Status"))
        .isEqualTo("Enabled");
  }

  @Test
  void the_table_has_the_keys_and_indexes_that_the_job_store_reads() {
    Resource table = data.only("AWS::DynamoDB::Table");
    assertThat(keys(table.property("KeySchema"))).isEqualTo("HASH jobId, RANGE item");
    List<String> indexes =
        Intrinsics.elements(table.property("GlobalSecondaryIndexes"))
            .map(
                index ->
                    "%s: %s, %s"
                        .formatted(
                            index.path("IndexName").asText(),
                            keys(index.path("KeySchema")),
                            index.at("/Projection/ProjectionType").asText()))
            .toList();
    assertThat(indexes)
        .containsExactly(
            "jobs-by-time: HASH listed, RANGE listedAt, KEYS_ONLY",
            "active-jobs: HASH active, RANGE jobId, KEYS_ONLY");
    assertThat(
            Intrinsics.elements(table.property("AttributeDefinitions"))
                .map(attribute -> attribute.path("AttributeType").asText()))
        .containsOnly("S");
    assertThat(table.text("TimeToLiveSpecification/AttributeName")).isEqualTo("expiresAt");
    assertThat(table.property("TimeToLiveSpecification/Enabled").asBoolean()).isTrue();
  }

  @Test
  void whether_the_table_is_protected_is_the_configurations_to_say() {
    assertThat(data.only("AWS::DynamoDB::Table").property("DeletionProtectionEnabled").asBoolean())
        .isTrue();
    assertThat(
            everything
                .only("AWS::DynamoDB::Table")
                .property("DeletionProtectionEnabled")
                .asBoolean())
        .isFalse();
  }

  @Test
  void the_protected_table_is_made_when_nothing_else_can_fail_any_more() {
    assertThat(
            Intrinsics.elements(data.only("AWS::DynamoDB::Table").json().path("DependsOn"))
                .map(JsonNode::asText))
        .containsExactlyInAnyOrderElementsOf(
            data.all()
                .filter(resource -> !resource.type().equals("AWS::DynamoDB::Table"))
                .map(Resource::id)
                .toList());
  }

  @Test
  void no_function_of_the_cdks_own_comes_along() {
    assertThat(data.all().map(Resource::type))
        .noneMatch(type -> type.startsWith("AWS::Lambda::") || type.startsWith("Custom::"));
  }

  private static String keys(JsonNode schema) {
    return Intrinsics.elements(schema)
        .map(key -> key.path("KeyType").asText() + " " + key.path("AttributeName").asText())
        .collect(Collectors.joining(", "));
  }

  private List<String> news(String bucket) {
    return Intrinsics.elements(
            bucket(bucket).property("NotificationConfiguration/QueueConfigurations"))
        .map(
            rule ->
                Intrinsics.elements(rule.at("/Filter/S3Key/Rules"))
                    .map(one -> one.path("Name").asText() + "=" + one.path("Value").asText())
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private static List<String> sources(Resource dead) {
    return Intrinsics.elements(dead.property("RedriveAllowPolicy/sourceQueueArns"))
        .map(Intrinsics::text)
        .toList();
  }

  private Resource bucket(String name) {
    return bucket(data, name);
  }

  private static Resource bucket(Resources stack, String name) {
    return stack.of("AWS::S3::Bucket").stream()
        .filter(bucket -> bucket.text("BucketName").startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static int expiry(Resources stack, String bucket, String rule) {
    return bucket(stack, bucket).property("LifecycleConfiguration/Rules/0/" + rule).asInt();
  }

  private static Resource queue(Resources stack, String name) {
    return stack.where("AWS::SQS::Queue", "QueueName", name);
  }

  private int visibility(String queue) {
    return queue(data, queue).property("VisibilityTimeout").asInt();
  }

  private static int timeout(String function) {
    return Templates.USUAL
        .functions()
        .where("AWS::Lambda::Function", "FunctionName", function)
        .property("Timeout")
        .asInt();
  }
}
