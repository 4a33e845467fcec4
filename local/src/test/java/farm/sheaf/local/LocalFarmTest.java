package farm.sheaf.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.local.home.ChildJvm;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.home.HomeInUseException;
import farm.sheaf.local.home.RunningFarm;
import farm.sheaf.local.worker.StubWorker;
import farm.sheaf.local.worker.WorkerLaunch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class LocalFarmTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SUBMISSION = "{\"file\":\"my ball.blend\",\"start\":\"1\",\"end\":4}";
  private static final FarmOptions OPTIONS =
      FarmOptions.USUAL
          .with(FarmPorts.ANY)
          .with(
              new FarmOptions.Workers(
                  1,
                  StubWorker.class.getName(),
                  WorkerLaunch.QUICK,
                  List.of(),
                  Duration.ofSeconds(5)))
          .with(
              new FarmOptions.Tempo(
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(2)));

  @TempDir Path folder;

  private FarmHome home() {
    return new FarmHome(folder.resolve("home"));
  }

  private static HttpResponse<String> post(URI front, String path, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(front.resolve(path))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** The least that passes for a Blender file: its header and an end. */
  private static byte[] blend() {
    ByteBuffer file = ByteBuffer.allocate(12 + 24 + 72 + 24).order(ByteOrder.LITTLE_ENDIAN);
    file.put("BLENDER-v300".getBytes(StandardCharsets.US_ASCII));
    file.put("REND".getBytes(StandardCharsets.US_ASCII)).putInt(72).putLong(1).putInt(0).putInt(1);
    file.putInt(1).putInt(4).put("Scene".getBytes(StandardCharsets.US_ASCII));
    file.position(12 + 24 + 72);
    file.put("ENDB".getBytes(StandardCharsets.US_ASCII));
    return file.array();
  }

  @Test
  void frames_and_films_in_s3_make_a_job_go_its_way() throws Exception {
    try (LocalFarm.Started farm = LocalFarm.start(home(), OPTIONS);
        AwsClients clients = new AwsClients(farm.environment())) {
      URI front = farm.running().endpoints().http();
      clients
          .s3()
          .putObject(
              r -> r.bucket("render-files-bucket").key("my ball.blend"),
              RequestBody.fromBytes(blend()));
      HttpResponse<String> submitted = post(front, "/render", SUBMISSION);
      assertThat(submitted.statusCode()).describedAs(submitted.body()).isEqualTo(200);
      String id = submitted.body().replaceAll("(?s).*\"jobId\"\\s*:\\s*\"([^\"]+)\".*", "$1");

      for (int frame = 1; frame <= 4; frame++) {
        String key = "%s/frames/%04d.png".formatted(id, frame);
        clients
            .s3()
            .putObject(r -> r.bucket("png-files-bucket").key(key), RequestBody.fromString("png"));
      }
      await()
          .atMost(SOON)
          .until(() -> post(front, "/", SUBMISSION).body().contains("\"sequencing\""));
      assertThat(farm.workers()).hasSize(1);
    }
    assertThat(RunningFarm.find(home())).isEmpty();
    assertThat(Files.readString(home().logs().resolve("worker-1.log"))).contains("drained");
    assertThat(Files.readString(home().logs().resolve("farm.log"))).isEmpty();
  }

  @Test
  void a_farm_goes_on_after_kill_9() throws Exception {
    Process killed = ChildJvm.start(Farm.class, home().folder().toString());
    try {
      assertThat(ChildJvm.firstLine(killed)).isEqualTo("ready");
      RunningFarm running = RunningFarm.find(home()).orElseThrow();
      assertThat(running.pid()).isEqualTo(killed.pid());
      assertThatThrownBy(() -> LocalFarm.start(home(), OPTIONS))
          .isInstanceOf(HomeInUseException.class)
          .hasMessageContaining("process " + killed.pid());
      HttpResponse<String> submitted = post(running.endpoints().http(), "/render", SUBMISSION);
      assertThat(submitted.statusCode()).describedAs(submitted.body()).isEqualTo(200);
    } finally {
      killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertThat(RunningFarm.find(home())).isEmpty();

    try (LocalFarm.Started farm = LocalFarm.start(home(), OPTIONS);
        AwsClients clients = new AwsClients(farm.environment())) {
      String url = clients.sqs().getQueueUrl(r -> r.queueName("JobQueue")).queueUrl();
      String waiting =
          clients
              .sqs()
              .getQueueAttributes(
                  r ->
                      r.queueUrl(url)
                          .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
              .attributes()
              .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
      assertThat(waiting).isEqualTo("4");
      assertThat(post(farm.running().endpoints().http(), "/", SUBMISSION).body())
          .contains("\"queued\"");
    }
  }

  @Test
  void a_taken_port_is_an_error_only_when_it_was_asked_for() throws Exception {
    try (java.net.ServerSocket taken =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      FarmPorts.Choice any = new FarmPorts.Choice.Any();
      assertThatThrownBy(
              () ->
                  LocalFarm.start(
                      home(),
                      OPTIONS.with(new FarmPorts(any, any, new FarmPorts.Choice.Exactly(port)))))
          .isInstanceOf(FarmStartException.class)
          .hasMessageContaining("port " + port);
      FarmPorts.Choice preferred = new FarmPorts.Choice.Preferred(port);
      try (LocalFarm.Started farm =
          LocalFarm.start(home(), OPTIONS.with(new FarmPorts(preferred, preferred, preferred)))) {
        assertThat(farm.running().endpoints().s3().getPort()).isNotEqualTo(port);
        assertThat(farm.running().endpoints().sqs().getPort()).isNotEqualTo(port);
      }
    }
  }

  @Test
  void a_job_table_of_a_newer_version_is_refused_with_what_to_do() throws Exception {
    String table = "jdbc:h2:file:" + home().create().table().resolve("jobs").toAbsolutePath();
    try (Connection connection = DriverManager.getConnection(table, "sheaf", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create schema farm");
      statement.execute("create table farm.version (number int) as values (99)");
    }
    assertThatThrownBy(() -> LocalFarm.start(home(), OPTIONS))
        .isInstanceOf(FarmStartException.class)
        .hasMessageContaining("version 99")
        .hasMessageContaining("SHEAF_HOME");
  }

  /** A farm without workers that has a scene, to be killed. */
  public static final class Farm {
    private Farm() {}

    public static void main(String[] args) throws Exception {
      FarmOptions alone =
          OPTIONS.with(
              new FarmOptions.Workers(0, "none", List.of(), List.of(), Duration.ofSeconds(1)));
      try (LocalFarm.Started farm = LocalFarm.start(new FarmHome(Path.of(args[0])), alone);
          AwsClients clients = new AwsClients(farm.environment())) {
        clients
            .s3()
            .putObject(
                r -> r.bucket("render-files-bucket").key("my ball.blend"),
                RequestBody.fromBytes(blend()));
        System.out.println("ready");
        Thread.sleep(120_000);
      }
    }
  }
}
