package farm.sheaf.client.farm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * A file in parts. Either it is there whole in the end, or nothing is: parts of an upload that
 * failed or was interrupted are taken away again, because S3 charges for them and shows them to
 * nobody.
 */
final class MultipartUpload {
  private static final int AT_A_TIME = 4;

  /** How long a shutdown waits for requests in work, whose parts would come after the abort. */
  private static final int PATIENCE_SECONDS = 5;

  private final S3Client s3;
  private final S3Upload whole;
  private final Place to;
  private final ExecutorService senders =
      Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory());
  private volatile boolean stopping;

  MultipartUpload(S3Client s3, S3Upload whole) {
    this.s3 = s3;
    this.whole = whole;
    this.to = whole.upload().to();
  }

  void send(List<FilePart> parts, Function<FilePart, RequestBody> bodies) {
    String id =
        s3.createMultipartUpload(
                request ->
                    request
                        .bucket(to.bucket())
                        .key(to.key())
                        .metadata(Map.of(S3Upload.DIGEST, whole.upload().digest())))
            .uploadId();
    Thread hook = Thread.ofPlatform().name("upload-abort").unstarted(() -> interrupted(id));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      complete(id, sendAll(id, parts, bodies));
    } catch (RuntimeException e) {
      holdIfStopping();
      abort(id);
      throw e;
    } finally {
      senders.shutdownNow();
      disarm(hook);
    }
  }

  /** What Ctrl-C does, on a thread of its own. */
  void interrupted(String id) {
    stopping = true;
    abort(id);
  }

  private List<CompletedPart> sendAll(
      String id, List<FilePart> parts, Function<FilePart, RequestBody> bodies) {
    List<Future<CompletedPart>> running = new ArrayList<>();
    for (FilePart part : parts) {
      running.add(senders.submit(() -> sendOne(id, part, bodies.apply(part))));
    }
    List<CompletedPart> done = new ArrayList<>();
    try {
      for (Future<CompletedPart> each : running) {
        done.add(each.get());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SdkException refused
          ? refused
          : SdkClientException.create(String.valueOf(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SdkClientException.create("the upload was interrupted", e);
    }
    return done;
  }

  private CompletedPart sendOne(String id, FilePart part, RequestBody body) {
    String etag =
        s3.uploadPart(
                request ->
                    request
                        .bucket(to.bucket())
                        .key(to.key())
                        .uploadId(id)
                        .partNumber(part.number()),
                body)
            .eTag();
    return CompletedPart.builder().partNumber(part.number()).eTag(etag).build();
  }

  private void complete(String id, List<CompletedPart> parts) {
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(to.bucket())
                .key(to.key())
                .uploadId(id)
                .ifNoneMatch(whole.unlessThere().orElse(null))
                .multipartUpload(all -> all.parts(parts)));
  }

  private void abort(String id) {
    senders.shutdownNow();
    try {
      boolean quiet = senders.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
      s3.abortMultipartUpload(request -> request.bucket(to.bucket()).key(to.key()).uploadId(id));
      if (!quiet) {
        // A part that arrives after an abort is kept, so S3 asks for another one.
        s3.abortMultipartUpload(request -> request.bucket(to.bucket()).key(to.key()).uploadId(id));
      }
    } catch (SdkException leftover) {
      // What failed before is what matters; the bucket's own rule removes parts after a day.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void disarm(Thread hook) {
    holdIfStopping();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      stopping = true;
      holdIfStopping();
    }
  }

  /** Never returns once the process is on its way out: what is left to do is the hook's. */
  private void holdIfStopping() {
    if (stopping) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
