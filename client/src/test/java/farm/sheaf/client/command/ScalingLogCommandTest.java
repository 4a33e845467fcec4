package farm.sheaf.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.deploy.cluster.StubCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScalingLogCommandTest {
  private static final String HEADER =
      "time,pool,running,pending,desired,cpu_percent,cpu_target_percent,visible,in_flight\n";
  private static final String PODS = "GET /api/v1/namespaces/sheaf/pods";
  private static final String JOBS = "GET /apis/batch/v1/namespaces/sheaf/jobs";
  private static final String SCALER =
      "GET /apis/autoscaling/v2/namespaces/sheaf/horizontalpodautoscalers/worker-deployment";
  private static final String DEPTH = "AmazonSQS.GetQueueAttributes";

  @TempDir private Path folder = Path.of("");
  private final StubCloud cloud = new StubCloud().withFarm("worker-cluster-alpha", 2);

  @BeforeEach
  void run() {
    cloud
        .on(
            PODS,
            200,
            """
            {"kind": "PodList", "apiVersion": "v1", "items": [%s, %s, %s, %s]}\
            """
                .formatted(
                    pod("cpu", "Running"),
                    pod("cpu", "Pending"),
                    pod("cpu", "Succeeded"),
                    pod("gpu", "Pending")))
        .on(
            JOBS,
            200,
            """
            {"kind": "JobList", "apiVersion": "batch/v1", "items": [
              {"metadata": {"labels": {"sheaf.farm/pool": "cpu"}}, "status": {"active": 1}},
              {"metadata": {"labels": {"sheaf.farm/pool": "cpu"}}},
              {"metadata": {"labels": {"sheaf.farm/pool": "gpu"}}, "status": {}},
              {"metadata": {"labels": {"sheaf.farm/pool": "cpu"}},
               "status": {"conditions": [{"type": "Complete", "status": "True"}]}}]}\
            """)
        .on(SCALER, 404, "{\"kind\": \"Status\", \"code\": 404}")
        .on(DEPTH, "JobQueue-alpha", 200, depth(40, 2, 3))
        .on(DEPTH, "JobQueueGpu-alpha", 200, depth(0, 0, 0));
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void each_pool_is_a_row_at_each_look() {
    Typed typed = typed("--every", "30s", "--for", "30s");

    assertThat(typed)
        .isEqualTo(
            new Typed(
                0,
                HEADER
                    + "2026-11-20T10:00:00Z,cpu,1,1,2,,,42,3\n"
                    + "2026-11-20T10:00:00Z,gpu,0,1,1,,,0,0\n"
                    + "2026-11-20T10:00:00Z,cpu,1,1,2,,,42,3\n"
                    + "2026-11-20T10:00:00Z,gpu,0,1,1,,,0,0\n",
                ""));
  }

  @Test
  void the_autoscaler_of_a_deployment_says_what_is_desired_and_how_busy_it_is() {
    cloud.on(SCALER, 200, scaler("{\"averageUtilization\": 87}"));
    assertThat(typed("--for", "0s").out()).contains(",cpu,1,1,4,87,50,42,3\n");
  }

  @Test
  void a_utilisation_that_is_unknown_is_an_empty_cell() {
    cloud.on(SCALER, 200, scaler("{}"));
    assertThat(typed("--for", "0s").out()).contains(",cpu,1,1,4,,50,42,3\n");
  }

  @Test
  void what_cannot_be_read_is_empty_and_never_zero() {
    cloud
        .on(PODS, 403, "{\"kind\": \"Status\", \"code\": 403}")
        .on(
            DEPTH,
            "JobQueueGpu-alpha",
            403,
            "{\"__type\": \"AccessDeniedException\", \"message\": \"no\"}");

    Typed typed = typed("--for", "30s");

    assertThat(typed.exit()).isZero();
    assertThat(typed.out()).contains(",cpu,,,,,,42,3\n", ",gpu,,,,,,,\n");
    assertThat(typed.err())
        .containsOnlyOnce("The workers could not be read; its cells stay empty.")
        .containsOnlyOnce("The queue of gpu could not be read")
        .contains("sqs:GetQueueAttributes");
  }

  @Test
  void a_file_goes_on_where_it_ended() throws IOException {
    Path file = folder.resolve("scaling.csv");
    assertThat(typed("--for", "0s", "--output", file.toString()).out()).isEmpty();
    assertThat(typed("--for", "0s", "--output", file.toString()).exit()).isZero();

    assertThat(Files.readString(file)).startsWith(HEADER).containsOnlyOnce("time,").hasLineCount(5);
  }

  @Test
  void a_file_of_another_kind_is_left_alone() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "mine\n");

    Typed typed = typed("--for", "0s", "--output", file.toString());

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).contains("is no log of scaling");
    assertThat(Files.readString(file)).isEqualTo("mine\n");
  }

  @Test
  void as_json_it_is_one_document_with_nulls() {
    cloud.on(PODS, 500, "{\"kind\": \"Status\", \"code\": 500}");

    Golden.assertMatches("scaling-log", typed("--for", "0s", "--json").out());
  }

  @Test
  void the_text_of_kubectl_needs_no_farm() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("hpa.txt"), "w  Deployment/w  cpu: 12%/50%  1  10  3  5m\n");

    Typed typed = Typed.in(Map.of(), "scaling-log", "--from-hpa-text", file.toString());

    assertThat(typed.out()).startsWith(HEADER).endsWith("Z,cpu,3,,,12,50,,\n");
  }

  @Test
  void without_a_stage_or_a_cluster_it_says_what_to_do() {
    assertThat(Typed.in(Map.of(), "scaling-log").err()).contains("add --stage prod");

    cloud.on("AmazonSSM.GetParameter", "/cluster\"", 400, "{\"__type\": \"ParameterNotFound\"}");
    assertThat(typed("--for", "0s").err()).contains("has no cluster", "./sheaf deploy");
  }

  private Typed typed(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "scaling-log";
    all[1] = "--stage";
    all[2] = "alpha";
    System.arraycopy(words, 0, all, 3, words.length);
    return Typed.in(cloud.environment(), all);
  }

  private static String pod(String pool, String phase) {
    return """
    {"metadata": {"labels": {"sheaf.farm/pool": "%s"}}, "status": {"phase": "%s"}}\
    """
        .formatted(pool, phase);
  }

  private static String depth(int visible, int delayed, int inFlight) {
    return """
    {"Attributes": {"ApproximateNumberOfMessages": "%d",
     "ApproximateNumberOfMessagesDelayed": "%d",
     "ApproximateNumberOfMessagesNotVisible": "%d"}}\
    """
        .formatted(visible, delayed, inFlight);
  }

  private static String scaler(String current) {
    return """
    {"kind": "HorizontalPodAutoscaler", "apiVersion": "autoscaling/v2",
     "metadata": {"name": "worker-deployment"},
     "spec": {"maxReplicas": 10, "metrics": [{"type": "Resource", "resource": {"name": "cpu",
       "target": {"type": "Utilization", "averageUtilization": 50}}}]},
     "status": {"desiredReplicas": 4, "currentMetrics": [
       {"type": "Resource", "resource": {"name": "cpu", "current": %s}}]}}\
    """
        .formatted(current);
  }
}
