package farm.sheaf.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FunctionStackTest {
  private final Resources functions = Templates.USUAL.functions();

  @Test
  void three_functions_have_the_names_and_handlers_that_are_agreed() {
    Map<String, String> handlers = new TreeMap<>();
    functions
        .of("AWS::Lambda::Function")
        .forEach(function -> handlers.put(function.text("FunctionName"), function.text("Handler")));
    assertThat(handlers)
        .containsExactly(
            Map.entry("logger-prod", "farm.sheaf.logger.LoggerHandler"),
            Map.entry("server-prod", "farm.sheaf.server.ServerHandler"),
            Map.entry("watcher-prod", "farm.sheaf.watcher.WatcherHandler"));
    assertThat(functions.of("AWS::Lambda::Alias").stream().map(alias -> alias.text("Name")))
        .containsExactly("live", "live", "live");
  }

  @Test
  void each_function_has_a_role_and_a_log_of_its_own() {
    List<Resource> all = functions.of("AWS::Lambda::Function");
    assertThat(all.stream().map(function -> function.text("Role")).distinct()).hasSize(3);
    assertThat(all.stream().map(function -> function.text("LoggingConfig/LogGroup")).distinct())
        .hasSize(3);
    assertThat(functions.of("AWS::Logs::LogGroup").stream().map(log -> log.text("LogGroupName")))
        .containsExactlyInAnyOrder(
            "/aws/lambda/server-prod",
            "/aws/lambda/watcher-prod",
            "/aws/lambda/logger-prod",
            "/aws/vendedlogs/apis/sheaf-prod");
  }

  @Test
  void the_environment_names_what_the_farm_owns() throws IOException {
    for (Resource function : functions.of("AWS::Lambda::Function")) {
      Map<String, String> environment = texts(function.property("Environment/Variables"));
      environment.remove("JAVA_TOOL_OPTIONS");
      assertThat(environment)
          .isEqualTo(texts(parameter(functions).path("environment")))
          .containsEntry("SHEAF_JOB_QUEUES", "cpu=JobQueue-prod")
          .containsEntry("SHEAF_FAIR_QUEUES", "by-job")
          .hasSize(11);
    }
  }

  @Test
  void a_gpu_pool_is_named_in_the_environment() {
    assertThat(
            Templates.EVERYTHING
                .functions()
                .where("AWS::Lambda::Function", "FunctionName", "server-studio2")
                .text("Environment/Variables/SHEAF_JOB_QUEUES"))
        .isEqualTo("cpu=JobQueue-studio2,gpu=JobQueueGpu-studio2");
  }

  @Test
  void queues_call_the_functions_that_know_their_messages() {
    assertThat(
            functions.of("AWS::Lambda::EventSourceMapping").stream()
                .map(
                    mapping ->
                        mapping.text("EventSourceArn").replaceFirst(".*:", "")
                            + " -> "
                            + mapping
                                .text("FunctionName")
                                .replaceFirst("Live.*}", "")
                                .substring(2)))
        .containsExactlyInAnyOrder(
            "FrameEvents-prod -> watcher[6]:live",
            "JobQueueDead-prod -> watcher[6]:live",
            "LoggingQueue-prod -> logger[6]:live");
    assertThat(
            functions.of("AWS::Lambda::EventSourceMapping").stream()
                .map(mapping -> mapping.property("ScalingConfig/MaximumConcurrency").asInt()))
        .as("calls at once, of ten that a new account has")
        .containsOnly(2);
  }

  @Test
  void events_gather_as_the_page_of_costs_says() throws IOException {
    assertThat(
            functions.of("AWS::Lambda::EventSourceMapping").stream()
                .map(
                    mapping ->
                        "%s: %s in %s s"
                            .formatted(
                                mapping.text("EventSourceArn").replaceFirst(".*:", ""),
                                mapping.property("BatchSize").asInt(),
                                mapping.property("MaximumBatchingWindowInSeconds").asInt())))
        .containsExactlyInAnyOrder(
            "FrameEvents-prod: 100 in 2 s",
            "JobQueueDead-prod: 10 in 0 s",
            "LoggingQueue-prod: 100 in 10 s");
    assertThat(Files.readString(Path.of("../docs/operations/cost.md")))
        .contains("events gathered for 2 s, logs for 10 s", "within 10 s, at most 100 events");
  }

  @Test
  void the_clock_calls_the_watcher_every_minute_with_its_own_event() {
    Resource rule = functions.only("AWS::Events::Rule");
    assertThat(rule.text("ScheduleExpression")).isEqualTo("rate(1 minute)");
    assertThat(rule.text("State")).isEqualTo("ENABLED");
    assertThat(rule.text("Targets/0/Arn")).contains("watcherLive");
    assertThat(rule.property("Targets/0/Input").isMissingNode()).isTrue();
    assertThat(rule.property("Targets/0/RetryPolicy/MaximumRetryAttempts").asInt(-1)).isZero();
  }

  @Test
  void the_api_answers_get_and_post_at_its_root_to_those_whom_iam_knows() {
    assertThat(
            functions.of("AWS::ApiGatewayV2::Route").stream().map(route -> route.text("RouteKey")))
        .containsExactlyInAnyOrder("GET /", "POST /");
    assertThat(functions.only("AWS::ApiGatewayV2::Stage").text("StageName")).isEqualTo("$default");
    assertThat(
            functions.of("AWS::ApiGatewayV2::Integration").stream()
                .map(integration -> integration.text("PayloadFormatVersion")))
        .containsOnly("2.0");
    assertThat(functions.only("AWS::ApiGatewayV2::Stage").text("AccessLogSettings/Format"))
        .contains("\"status\":\"$context.status\"")
        .contains("\"identity.userArn\":\"$context.identity.userArn\"");
  }

  @Test
  void clients_find_the_farm_in_one_parameter() throws IOException {
    assertThat(functions.only("AWS::SSM::Parameter").text("Name")).isEqualTo("/sheaf/prod/farm");
    JsonNode farm = parameter(functions);
    assertThat(farm.path("version").asInt()).isEqualTo(1);
    assertThat(farm.path("stage").asText()).isEqualTo("prod");
    assertThat(farm.path("server").asText()).isEqualTo("server-prod:live");
    assertThat(farm.path("api").asText()).startsWith("${HttpApi").endsWith(".ApiEndpoint}");
    assertThat(farm.path("repository").asText())
        .isEqualTo("${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/sheaf-worker-prod");
  }

  @Test
  void a_role_writes_to_its_functions_own_log_only() {
    for (String name : new String[] {"server", "watcher", "logger"}) {
      List<String> logs =
          Statement.ofRoles(Templates.USUAL)
              .filter(s -> s.of().id().startsWith(name + "Role") && s.id().equals("Log"))
              .flatMap(s -> s.resources().stream())
              .toList();
      assertThat(logs).hasSize(1).allMatch(arn -> arn.startsWith("${" + name + "Log"));
    }
  }

  @Test
  void only_those_who_erase_jobs_delete_and_only_functions_touch_the_table() {
    assertThat(
            Statement.ofRoles(Templates.USUAL)
                .filter(s -> s.actions().contains("dynamodb:BatchWriteItem"))
                .map(s -> s.of().id().replaceFirst("Role.*", "")))
        .containsExactlyInAnyOrder("server", "watcher");
    assertThat(
            Statement.ofRoles(Templates.USUAL)
                .filter(s -> s.actions().stream().anyMatch(a -> a.startsWith("dynamodb:")))
                .map(s -> s.of().stack()))
        .containsOnly("Functions");
  }

  private static JsonNode parameter(Resources functions) throws IOException {
    return new ObjectMapper().readTree(functions.only("AWS::SSM::Parameter").text("Value"));
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    Stream.of(object)
        .flatMap(node -> node.properties().stream())
        .forEach(field -> texts.put(field.getKey(), Intrinsics.text(field.getValue())));
    return texts;
  }
}
