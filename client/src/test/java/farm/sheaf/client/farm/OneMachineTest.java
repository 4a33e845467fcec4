package farm.sheaf.client.farm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import farm.sheaf.client.scene.SceneFile;
import farm.sheaf.client.scene.UploadScene;
import farm.sheaf.local.home.Endpoints;
import farm.sheaf.local.home.FarmCredentials;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.home.HomeLock;
import farm.sheaf.local.home.RunningFarm;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client's clients of the SDK against the servers that a farm on one machine has. */
final class OneMachineTest {
  @TempDir private Path folder = Path.of("");
  private FarmHome home = new FarmHome(folder);
  private HomeLock lock;
  private S3Proxy s3;
  private HttpServer lambda;

  @BeforeEach
  void aFarmWithoutWorkers() throws Exception {
    home = new FarmHome(folder.resolve("home"));
    lock = HomeLock.acquire(home);
    FarmCredentials key = FarmCredentials.of(home);
    Files.createDirectories(home.s3().resolve("render-files-bucket"));
    s3 =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(home.s3().toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, key.accessKey(), key.secretKey())
            .ignoreUnknownHeaders(true)
            .build();
    s3.start();
    lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    lambda.createContext(
        "/2015-03-31/functions/server/invocations",
        exchange -> {
          String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          byte[] answer =
              Json.object()
                  .put("statusCode", 200)
                  .put("body", Json.object().put("asked", asked).toString())
                  .toString()
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          try (exchange) {
            exchange.getResponseBody().write(answer);
          }
        });
    lambda.start();
    URI http = URI.create("http://127.0.0.1:" + lambda.getAddress().getPort());
    new RunningFarm(
            1,
            Instant.EPOCH,
            new Endpoints(URI.create("http://127.0.0.1:" + s3.getPort()), http, http))
        .announce(home);
  }

  @AfterEach
  void stop() throws Exception {
    lambda.stop(0);
    s3.stop();
    lock.close();
  }

  @Test
  void the_server_is_asked_by_lambda_s_invoke() {
    Answer answer = farm().server().ask(Json.object().put("action", "list"));

    assertThat(answer.accepted().path("asked").asText()).isEqualTo("{\"action\":\"list\"}");
  }

  @Test
  void a_scene_goes_up_once_and_comes_back_the_same() throws IOException {
    Farm farm = farm();
    SceneFile scene = scene("BLENDER-v304 first");
    Place place = farm.scene("shots/Grüne Kugel 2.blend");
    UploadScene upload = new UploadScene(farm.objects());

    assertThat(upload.upload(scene, place, _ -> {})).isEqualTo(new UploadScene.Outcome.Sent(18));
    assertThat(upload.upload(scene, place, _ -> {}))
        .isEqualTo(new UploadScene.Outcome.AlreadyThere());
    assertThat(upload.upload(scene("BLENDER-v304 other"), place, _ -> {}))
        .isEqualTo(new UploadScene.Outcome.Sent(18));

    Path back = folder.resolve("back.blend");
    farm.objects().download(place, back);
    assertThat(back).hasContent("BLENDER-v304 other");
    assertThat(farm.objects().text(place)).isEqualTo("BLENDER-v304 other");
  }

  @Test
  void row05_an_object_is_there_by_its_whole_key_only() throws IOException {
    Farm farm = farm();
    farm.objects()
        .upload(
            new Upload(
                scene("BLENDER").path(),
                farm.scene("a.blend.bak"),
                "digest",
                Upload.Existing.STAYS,
                _ -> {}));

    assertThat(farm.objects().find(farm.scene("a.blend"))).isEmpty();
    assertThat(farm.objects().list(farm.scene("a.blend")))
        .extracting(each -> each.place().key())
        .containsExactly("a.blend.bak");
  }

  @Test
  void what_is_not_there_is_told_in_words() {
    Farm farm = farm();

    assertThatThrownBy(() -> farm.objects().text(farm.scene("nothing.blend")))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.exit()).isEqualTo(ExitCode.FAILED))
        .hasMessageContaining("s3://render-files-bucket/nothing.blend");
  }

  @Test
  void a_farm_that_was_killed_is_not_believed_to_run() {
    assertThat(new OneMachine(home).doors()).isPresent();

    lock.close();

    assertThat(new OneMachine(home).doors()).isEmpty();
    assertThat(new OneMachine(home).running()).isEmpty();
  }

  private Farm farm() {
    return new OneMachine(home).running().orElseThrow();
  }

  private SceneFile scene(String content) throws IOException {
    return SceneFile.open(Files.writeString(folder.resolve("scene.blend"), content));
  }
}
