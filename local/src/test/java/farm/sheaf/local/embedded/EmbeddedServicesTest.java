package farm.sheaf.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import farm.sheaf.local.home.ChildJvm;
import farm.sheaf.local.home.FarmCredentials;
import farm.sheaf.local.home.FarmHome;
import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class EmbeddedServicesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MESSAGES = 40;

  @TempDir Path folder;

  @Test
  void frames_and_films_are_told_of_as_s3_does_and_nothing_else_is() throws Exception {
    try (TestServices services = TestServices.start(folder);
        S3Client s3 = services.s3Client();
        SqsClient sqs = services.sqsClient()) {
      String queue = TestServices.queue(sqs, "FrameEvents", 30);
      services.sendEvents(sqs, queue);

      put(s3, TestServices.SCENES, "my scene ü.blend");
      put(s3, TestServices.SCENES, "somebody/else.mp4");
      put(s3, TestServices.FRAMES, "ball-3f9a2c81d0/canceled");
      put(s3, TestServices.FRAMES, "ball-3f9a2c81d0/frames/-0003.png");
      put(s3, TestServices.SCENES, "output/ball-3f9a2c81d0/my scene ü+1.mp4");
      multipart(s3, "output/big-3f9a2c81d0/big.mp4");

      List<JsonNode> told = receive(sqs, queue, 3);
      assertThat(told)
          .extracting(n -> n.at("/Records/0/s3/object/key").asText())
          .containsExactlyInAnyOrder(
              "ball-3f9a2c81d0/frames/-0003.png",
              "output/ball-3f9a2c81d0/my+scene+%C3%BC%2B1.mp4",
              "output/big-3f9a2c81d0/big.mp4");
      assertThat(told)
          .extracting(n -> n.at("/Records/0/eventName").asText())
          .containsExactlyInAnyOrder(
              "ObjectCreated:Put", "ObjectCreated:Put", "ObjectCreated:CompleteMultipartUpload");
      assertThat(told).allMatch(n -> n.at("/Records/0/s3/object/size").asLong() > 0);
    }
  }

  @Test
  void requests_without_the_homes_signature_are_refused() throws Exception {
    try (TestServices services = TestServices.start(folder);
        S3Client stranger =
            TestServices.s3Client(
                services.s3Endpoint(), new FarmCredentials("SHEAFSTRANGER", "guess"))) {
      assertThatThrownBy(() -> put(stranger, TestServices.SCENES, "a.blend"))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void all_that_was_accepted_is_there_after_kill_9() throws Exception {
    Process farm = ChildJvm.start(Child.class, folder.toString());
    String s3Endpoint;
    try (var reader = farm.inputReader()) {
      s3Endpoint = reader.readLine();
      String sqsEndpoint = reader.readLine();
      FarmCredentials credentials = FarmCredentials.of(new FarmHome(folder));
      try (S3Client s3 = TestServices.s3Client(URI.create(s3Endpoint), credentials);
          SqsClient sqs = TestServices.sqsClient(URI.create(sqsEndpoint), credentials)) {
        String queue = TestServices.queue(sqs, "JobQueue", 30);
        for (int i = 0; i < MESSAGES; i++) {
          String body = "message " + i;
          sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
        }
        put(s3, TestServices.FRAMES, "ball-3f9a2c81d0/frames/0001.png");
        Thread half = uploadThatNeverEnds(s3, "ball-3f9a2c81d0/frames/0002.png");
        await().atMost(Duration.ofSeconds(10)).until(() -> filesOf("0002.png") == 1);
        assertThat(keys(s3)).containsExactly("ball-3f9a2c81d0/frames/0001.png");
        // The last of the messages was accepted a moment ago: nothing may be in memory only.
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("the last"));
        farm.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        half.interrupt();
      }
    } finally {
      farm.destroyForcibly();
    }

    try (TestServices again = TestServices.start(folder);
        S3Client s3 = again.s3Client();
        SqsClient sqs = again.sqsClient()) {
      assertThat(keys(s3)).containsExactly("ball-3f9a2c81d0/frames/0001.png");
      assertThat(filesOf("0002.png")).isZero();
      String queue = sqs.getQueueUrl(request -> request.queueName("JobQueue")).queueUrl();
      assertThat(bodies(sqs, queue, MESSAGES + 1))
          .contains("message 0", "message " + (MESSAGES - 1), "the last");
    }
  }

  private long filesOf(String name) throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("s3"))) {
      return files.filter(f -> String.valueOf(f.getFileName()).startsWith(name)).count();
    }
  }

  private static List<String> keys(S3Client s3) {
    return s3.listObjectsV2(request -> request.bucket(TestServices.FRAMES)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static Thread uploadThatNeverEnds(S3Client s3, String key) throws Exception {
    PipedInputStream half = new PipedInputStream(2 << 20);
    new PipedOutputStream(half).write(new byte[1 << 20]);
    return Thread.ofPlatform()
        .daemon()
        .start(
            () ->
                assertThatThrownBy(
                    () ->
                        s3.putObject(
                            request -> request.bucket(TestServices.FRAMES).key(key),
                            RequestBody.fromInputStream(half, 4 << 20))));
  }

  private static void put(S3Client s3, String bucket, String key) {
    s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("content"));
  }

  private static void multipart(S3Client s3, String key) {
    String id =
        s3.createMultipartUpload(request -> request.bucket(TestServices.SCENES).key(key))
            .uploadId();
    String etag =
        s3.uploadPart(
                request -> request.bucket(TestServices.SCENES).key(key).uploadId(id).partNumber(1),
                RequestBody.fromInputStream(new ByteArrayInputStream(new byte[1000]), 1000))
            .eTag();
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(TestServices.SCENES)
                .key(key)
                .uploadId(id)
                .multipartUpload(
                    parts ->
                        parts.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
  }

  private static List<JsonNode> receive(SqsClient sqs, String queue, int count) throws Exception {
    List<JsonNode> all = new ArrayList<>();
    for (String body : bodies(sqs, queue, count)) {
      all.add(JSON.readTree(body));
    }
    return all;
  }

  /** This many messages, and the proof that there are no more. */
  private static List<String> bodies(SqsClient sqs, String queue, int count) {
    List<String> all = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              sqs
                  .receiveMessage(
                      request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
                  .messages()
                  .stream()
                  .map(Message::body)
                  .forEach(all::add);
              return all.size() >= count;
            });
    assertThat(all).hasSize(count);
    return all;
  }

  /** The services in a JVM that is killed. */
  public static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      TestServices services = TestServices.start(Path.of(args[0]));
      System.out.println(services.s3Endpoint());
      System.out.println(services.sqsEndpoint());
      Thread.sleep(60_000);
      services.close();
    }
  }
}
