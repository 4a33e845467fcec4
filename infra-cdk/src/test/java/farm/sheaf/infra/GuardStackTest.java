package farm.sheaf.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuardStackTest {
  /** Those that cost nothing in any account. */
  private static final int FREE_ALARMS = 10;

  private final Resources guard = Templates.USUAL.guard();
  private final Resources everything = Templates.EVERYTHING.guard();

  @Test
  void the_budget_speaks_before_and_when_it_is_spent() {
    Resource budget = everything.only("AWS::Budgets::Budget");
    assertThat(budget.property("Budget/BudgetLimit/Amount").asInt()).isEqualTo(200);
    assertThat(budget.text("Budget/TimeUnit")).isEqualTo("MONTHLY");
    assertThat(
            Intrinsics.elements(budget.property("NotificationsWithSubscribers"))
                .map(
                    one ->
                        "%s %s%% to %s"
                            .formatted(
                                one.at("/Notification/NotificationType").asText(),
                                one.at("/Notification/Threshold").asText(),
                                one.at("/Subscribers/0/SubscriptionType").asText())))
        .containsExactly("ACTUAL 80% to SNS", "ACTUAL 100% to SNS", "FORECASTED 100% to SNS");
    assertThat(budget.json().path("DependsOn").toString())
        .contains(everything.only("AWS::SNS::TopicPolicy").id());
  }

  @Test
  void an_address_hears_of_everything_when_there_is_one() {
    assertThat(guard.of("AWS::SNS::Subscription")).isEmpty();
    Resource email = everything.only("AWS::SNS::Subscription");
    assertThat(email.text("Protocol")).isEqualTo("email");
    assertThat(email.text("Endpoint")).isEqualTo("renders@example.com");
  }

  @Test
  void alarms_are_encrypted_with_a_key_where_one_was_asked_for() {
    assertThat(guard.of("AWS::KMS::Key")).isEmpty();
    assertThat(everything.only("AWS::SNS::Topic").text("KmsMasterKeyId")).startsWith("${TopicKey");
    assertThat(everything.only("AWS::KMS::Key").property("KeyPolicy").toString())
        .contains("cloudwatch.amazonaws.com", "budgets.amazonaws.com", "kms:GenerateDataKey");
  }

  @Test
  void people_hear_of_dead_letters_waiting_work_failing_functions_and_refusing_workers() {
    assertThat(everything.of("AWS::CloudWatch::Alarm").stream().map(GuardStackTest::line))
        .containsExactlyInAnyOrder(
            "NumberOfMessagesReceived JobQueueDead-studio2 >= 1",
            "ApproximateNumberOfMessagesVisible FrameEventsDead-studio2 >= 1",
            "ApproximateNumberOfMessagesVisible LoggingQueueDead-studio2 >= 1",
            "ApproximateAgeOfOldestMessage JobQueue-studio2 >= 39600",
            "ApproximateAgeOfOldestMessage JobQueueGpu-studio2 >= 39600",
            "Errors server-studio2 >= 1",
            "Errors watcher-studio2 >= 1",
            "Errors logger-studio2 >= 1",
            "WorkersRefused-studio2  >= 1");
  }

  @Test
  void there_are_no_more_alarms_than_are_free() {
    assertThat(everything.of("AWS::CloudWatch::Alarm")).hasSizeLessThanOrEqualTo(FREE_ALARMS);
  }

  @Test
  void a_refusal_is_counted_where_the_logger_writes_it() {
    Resource filter = guard.only("AWS::Logs::MetricFilter");
    assertThat(filter.text("LogGroupName")).isEqualTo("/aws/lambda/logger-prod");
    assertThat(filter.text("FilterPattern")).isEqualTo("\"worker-refused\"");
    assertThat(filter.text("MetricTransformations/0/MetricName")).isEqualTo("WorkersRefused-prod");
    assertThat(filter.property("MetricTransformations/0/DefaultValue").isMissingNode())
        .as("a metric of zeros would cost, all day")
        .isTrue();
  }

  @Test
  void the_functions_that_are_watched_are_those_that_there_are() {
    List<String> functions =
        Templates.USUAL.functions().of("AWS::Lambda::Function").stream()
            .map(function -> function.text("FunctionName"))
            .toList();
    assertThat(
            guard.of("AWS::CloudWatch::Alarm").stream()
                .filter(alarm -> alarm.text("MetricName").equals("Errors"))
                .map(alarm -> alarm.text("Dimensions/0/Value")))
        .containsExactlyInAnyOrderElementsOf(functions);
  }

  private static String line(Resource alarm) {
    return "%s %s >= %s"
        .formatted(
            alarm.text("MetricName"), alarm.text("Dimensions/0/Value"), alarm.text("Threshold"));
  }
}
