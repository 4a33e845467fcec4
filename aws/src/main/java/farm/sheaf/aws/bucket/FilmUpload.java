package farm.sheaf.aws.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * A film on its way into a bucket: with one request, or in parts where it is large, each of which
 * is tried again alone. The object appears when it is whole, or not at all.
 *
 * <p>The SDK's transfer manager would need a second HTTP client, which no other program of the farm
 * has.
 */
final class FilmUpload {
  private static final Logger LOG = LoggerFactory.getLogger(FilmUpload.class);
  private static final String TYPE = "video/mp4";

  private final Bucket bucket;
  private final Terms terms;

  /**
   * How a film is sent.
   *
   * @param partBytes a film that is not longer goes with one request; S3 asks for 5 MiB at least
   *     but for the last, and takes 10,000 at most, so a very long film's parts are longer
   * @param tries for each part in all, the SDK's own retries, which are over within seconds, apart
   * @param pause after the first failure of a part; each further one is twice as long
   */
  record Terms(long partBytes, int tries, Duration pause) {
    /** Tries a part for about a minute. */
    static final Terms USUAL = new Terms(64L << 20, 6, Duration.ofSeconds(2));

    private static final int MOST_PARTS = 10_000;

    long partOf(long size) {
      return Math.max(partBytes, (size + MOST_PARTS - 1) / MOST_PARTS);
    }
  }

  FilmUpload(Bucket bucket, Terms terms) {
    this.bucket = bucket;
    this.terms = terms;
  }

  /**
   * @throws RuntimeException when it is not there; nothing of it is left but what the bucket's rule
   *     for abandoned uploads removes
   */
  void send(String key, Path film, Map<String, String> metadata) {
    long size = size(film);
    if (size <= terms.partBytes()) {
      bucket.put(key, film, TYPE, metadata);
      return;
    }
    String id =
        bucket
            .s3()
            .createMultipartUpload(
                CreateMultipartUploadRequest.builder()
                    .bucket(bucket.name())
                    .key(key)
                    .contentType(TYPE)
                    .metadata(metadata)
                    .build())
            .uploadId();
    try {
      List<CompletedPart> parts = sendParts(key, id, film, size);
      patiently(
          () ->
              bucket
                  .s3()
                  .completeMultipartUpload(
                      request ->
                          request
                              .bucket(bucket.name())
                              .key(key)
                              .uploadId(id)
                              .multipartUpload(all -> all.parts(parts))));
    } catch (RuntimeException e) {
      abort(key, id);
      throw e;
    }
  }

  private static long size(Path film) {
    try {
      return Files.size(film);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + film, e);
    }
  }

  private List<CompletedPart> sendParts(String key, String id, Path film, long size) {
    long each = terms.partOf(size);
    List<CompletedPart> parts = new ArrayList<>();
    for (long from = 0; from < size; from += each) {
      FileStretch stretch = new FileStretch(film, from, Math.min(each, size - from));
      int number = parts.size() + 1;
      UploadPartRequest request =
          UploadPartRequest.builder()
              .bucket(bucket.name())
              .key(key)
              .uploadId(id)
              .partNumber(number)
              .build();
      String etag = patiently(() -> bucket.s3().uploadPart(request, body(stretch))).eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    return parts;
  }

  private static RequestBody body(FileStretch stretch) {
    return RequestBody.fromContentProvider(stretch::open, stretch.bytes(), TYPE);
  }

  private <T> T patiently(Supplier<T> call) {
    Duration pause = terms.pause();
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (SdkException e) {
        if (attempt >= terms.tries() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LOG.atWarn().addKeyValue("try", attempt).log("a film's part failed: {}", e.getMessage());
      }
      wait(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static void wait(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void abort(String key, String id) {
    try {
      bucket
          .s3()
          .abortMultipartUpload(request -> request.bucket(bucket.name()).key(key).uploadId(id));
    } catch (SdkException leftover) {
      LOG.atWarn()
          .addKeyValue("key", key)
          .log("parts stay until the bucket's rule removes them: {}", leftover.getMessage());
    }
  }
}
