package farm.sheaf.aws.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.aws.TestS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Films of a few parts, each as small as S3 lets them be, on a real S3 server. */
class FilmUploadTest {
  private static final long PART = 5L << 20;
  private static final String KEY = "output/ball-3f9a2c81d0/bäll.mp4";
  private static final Map<String, String> RUN = Map.of("sheaf-run", "3");

  private final String name = TestS3.newBucket();

  @TempDir Path folder;

  @Test
  void a_large_film_goes_in_parts_and_carries_its_run() throws IOException {
    Path film = film(2 * PART + 12_345);
    AtomicInteger parts = new AtomicInteger();

    send(film, 3, request -> count(request, parts));

    assertThat(parts).hasValue(3);
    assertStored(film);
  }

  @Test
  void a_film_of_exactly_one_part_goes_with_one_request() throws IOException {
    Path film = film(PART);

    send(
        film,
        1,
        request -> {
          if (request instanceof UploadPartRequest) {
            throw SdkClientException.create("no parts");
          }
        });

    assertStored(film);
  }

  @Test
  void a_part_that_fails_twice_is_sent_again_and_no_other() throws IOException {
    Path film = film(3 * PART);
    AtomicInteger sent = new AtomicInteger();
    AtomicInteger faults = new AtomicInteger(2);

    send(
        film,
        3,
        request -> {
          count(request, sent);
          if (request instanceof UploadPartRequest part
              && part.partNumber() == 2
              && faults.getAndDecrement() > 0) {
            throw failure();
          }
        });

    assertThat(sent).hasValue(5);
    assertStored(film);
  }

  @Test
  void a_completion_that_fails_once_is_tried_again() throws IOException {
    Path film = film(PART + 1);
    AtomicInteger faults = new AtomicInteger(1);

    send(
        film,
        3,
        request -> {
          if (request instanceof CompleteMultipartUploadRequest && faults.getAndDecrement() > 0) {
            throw failure();
          }
        });

    assertStored(film);
  }

  @Test
  void a_part_that_fails_each_time_leaves_neither_film_nor_parts() throws IOException {
    Path film = film(3 * PART);
    AtomicInteger tries = new AtomicInteger();

    assertThatThrownBy(
            () ->
                send(
                    film,
                    3,
                    request -> {
                      if (request instanceof UploadPartRequest part && part.partNumber() == 3) {
                        tries.incrementAndGet();
                        throw failure();
                      }
                    }))
        .hasMessageContaining("the network went away");

    assertThat(tries).hasValue(3);
    assertThat(objects()).isEmpty();
    assertThat(TestS3.CLIENT.listMultipartUploads(request -> request.bucket(name)).uploads())
        .isEmpty();
  }

  @Test
  void an_abort_that_fails_does_not_hide_why_it_was_needed() throws IOException {
    Path film = film(2 * PART);

    assertThatThrownBy(
            () ->
                send(
                    film,
                    1,
                    request -> {
                      if (request instanceof UploadPartRequest) {
                        throw failure();
                      }
                      if (request instanceof AbortMultipartUploadRequest) {
                        throw SdkClientException.create("and stays away");
                      }
                    }))
        .hasMessageContaining("the network went away");
  }

  @Test
  void the_longest_film_that_s3_holds_has_10_000_parts_and_a_usual_one_parts_of_64_mb() {
    long fiveTerabytes = 5L << 40;

    assertThat(FilmUpload.Terms.USUAL.partOf(6L << 30)).isEqualTo(64L << 20);
    long part = FilmUpload.Terms.USUAL.partOf(fiveTerabytes);
    assertThat((fiveTerabytes + part - 1) / part).isLessThanOrEqualTo(10_000);
  }

  private void assertStored(Path film) throws IOException {
    Path back = folder.resolve("back.mp4");
    Files.deleteIfExists(back);
    var head = TestS3.CLIENT.getObject(request -> request.bucket(name).key(KEY), back);
    assertThat(Files.mismatch(film, back)).isEqualTo(-1);
    assertThat(head.metadata()).isEqualTo(RUN);
    assertThat(head.contentType()).isEqualTo("video/mp4");
    assertThat(objects()).containsExactly(KEY);
  }

  private List<String> objects() {
    return TestS3.CLIENT.listObjectsV2(request -> request.bucket(name)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  private static void count(SdkRequest request, AtomicInteger parts) {
    if (request instanceof UploadPartRequest) {
      parts.incrementAndGet();
    }
  }

  /** Of a kind that the SDK itself does not try again. */
  private static SdkClientException failure() {
    return AbortedException.create("the network went away");
  }

  private Path film(long bytes) throws IOException {
    byte[] content = new byte[(int) bytes];
    new Random(bytes).nextBytes(content);
    return Files.write(folder.resolve("film.mp4"), content);
  }

  private void send(Path film, int tries, Consumer<SdkRequest> look) {
    try (S3Client s3 = client(look)) {
      new FilmUpload(new Bucket(s3, name), new FilmUpload.Terms(PART, tries, Duration.ofMillis(1)))
          .send(KEY, film, RUN);
    }
  }

  /** A client that looks at each request before it is sent. */
  private static S3Client client(Consumer<SdkRequest> look) {
    Map<String, String> environment = TestS3.environment();
    return S3Client.builder()
        .endpointOverride(java.net.URI.create(environment.get("AWS_ENDPOINT_URL_S3")))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(
            config ->
                config.addExecutionInterceptor(
                    new ExecutionInterceptor() {
                      @Override
                      public void beforeExecution(
                          Context.BeforeExecution context, ExecutionAttributes attributes) {
                        look.accept(context.request());
                      }
                    }))
        .build();
  }
}
