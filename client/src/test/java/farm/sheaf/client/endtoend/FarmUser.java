package farm.sheaf.client.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.AwsClients;
import farm.sheaf.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A user with AWS's own tools: uploads, invokes {@code server}, lists frames, fetches films. */
public final class FarmUser implements AutoCloseable {
  static final String RENDER_FILES = "render-files-bucket";
  static final String PNG_FILES = "png-files-bucket";
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final AwsClients clients;
  private final LambdaClient lambda;

  /**
   * @param environment what {@code ./sheaf env} prints
   */
  public FarmUser(Map<String, String> environment) {
    clients = new AwsClients(environment);
    lambda =
        LambdaClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(URI.create(environment.getOrDefault("AWS_ENDPOINT_URL_LAMBDA", "")))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .build();
  }

  S3Client s3() {
    return clients.s3();
  }

  public void upload(Path file, String key) {
    s3().putObject(put -> put.bucket(RENDER_FILES).key(key), file);
  }

  /** The whole answer of {@code server}. */
  ObjectNode invoke(String payload) {
    return Json.parseObject(
        lambda
            .invoke(call -> call.functionName("server").payload(SdkBytes.fromUtf8String(payload)))
            .payload()
            .asUtf8String());
  }

  /** The body of an answer that must be a 200. */
  ObjectNode ask(String payload) {
    ObjectNode answer = invoke(payload);
    assertThat(answer.path("statusCode").asInt()).as("%s: %s", payload, answer).isEqualTo(200);
    return Json.parseObject(answer.path("body").asText());
  }

  /** The id of a job submitted so. */
  String submit(String payload) {
    return ask(payload).path("jobId").asText();
  }

  /** Submits an uploaded file with more fields, such as {@code "frames": "1-3"}. */
  public String submit(Path file, String key, String fields) {
    upload(file, key);
    return submit(
        "{\"action\": \"submit\", \"file\": %s%s}"
            .formatted(
                Json.write(Json.MAPPER.getNodeFactory().textNode(key)),
                fields.isEmpty() ? "" : ", " + fields));
  }

  ObjectNode status(String jobId) {
    return ask("{\"action\": \"status\", \"jobId\": \"%s\"}".formatted(jobId));
  }

  /** The job once it has ended, well or not. */
  ObjectNode ended(String jobId) {
    List<String> ends = List.of("completed", "failed", "canceled");
    return await("end of " + jobId)
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> status(jobId), job -> ends.contains(job.path("status").asText()));
  }

  /** The job once it is completed; another end is a failure. */
  public ObjectNode completed(String jobId) {
    ObjectNode job = ended(jobId);
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("completed");
    return job;
  }

  /** The job once this many frames are done. */
  public ObjectNode done(String jobId, int frames) {
    return await("%d frames of %s".formatted(frames, jobId))
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> status(jobId), job -> job.path("frames").path("done").asInt() >= frames);
  }

  /** The job once the logger knows of this many renders: its news may come after the film. */
  ObjectNode timed(String jobId, int attempts) {
    return await("timings of " + jobId)
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> status(jobId), job -> job.path("timings").path("attempts").asInt() >= attempts);
  }

  /** The objects of a job's frames, by key. */
  public List<S3Object> frames(String jobId) {
    return s3()
        .listObjectsV2Paginator(list -> list.bucket(PNG_FILES).prefix(jobId + "/frames/"))
        .contents()
        .stream()
        .toList();
  }

  /** The lines that workers' logs have of a job. */
  List<String> log(String jobId) {
    String bucket = "worker-logging-bucket";
    return s3()
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(jobId + "/"))
        .contents()
        .stream()
        .flatMap(
            part ->
                s3().getObjectAsBytes(get -> get.bucket(bucket).key(part.key()))
                    .asUtf8String()
                    .lines())
        .toList();
  }

  Path fetch(String bucket, String key, Path folder) {
    Path file = folder.resolve(key.substring(key.lastIndexOf('/') + 1));
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    s3().getObject(get -> get.bucket(bucket).key(key), file);
    return file;
  }

  public Path film(ObjectNode job, Path folder) {
    return fetch(
        job.path("film").path("bucket").asText(), job.path("film").path("key").asText(), folder);
  }

  @Override
  public void close() {
    lambda.close();
    clients.close();
  }
}
