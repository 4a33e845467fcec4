package farm.sheaf.local.s3;

import farm.sheaf.json.ObjectCreated;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A blob store that tells of the objects it gets, as S3's notifications do, and hides what is
 * half-written. An event that a crash loses is lost; the farm's sweep finds its object.
 */
final class EventingBlobStore extends ForwardingBlobStore {
  private final WriteNotes notes;
  private final EventRules rules;
  private final Consumer<ObjectCreated> listener;
  private final InstantSource clock;

  EventingBlobStore(
      BlobStore store,
      WriteNotes notes,
      EventRules rules,
      Consumer<ObjectCreated> listener,
      InstantSource clock) {
    super(store);
    this.notes = notes;
    this.rules = rules;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    var answer =
        notes.during(request.bucket(), request.key(), () -> delegate().putBlob(request, payload));
    tell(request.bucket(), request.key(), "Put");
    return answer;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    String bucket = request.destinationBucket();
    String key = request.destinationKey();
    var answer = notes.during(bucket, key, () -> delegate().copyBlob(request));
    tell(bucket, key, "Copy");
    return answer;
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    var answer =
        notes.during(
            upload.containerName(),
            upload.blobName(),
            () -> delegate().completeMultipartUpload(upload, request));
    tell(upload.containerName(), upload.blobName(), "CompleteMultipartUpload");
    return answer;
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    ListObjectsV2Response all = delegate().list(request);
    List<S3Object> whole =
        all.contents().stream()
            .filter(object -> !notes.hides(request.bucket(), object.key()))
            .toList();
    return whole.size() == all.contents().size()
        ? all
        : all.toBuilder().contents(whole).keyCount(whole.size()).build();
  }

  private void tell(String bucket, String key, String how) {
    if (!rules.wants(bucket, key)) {
      return;
    }
    HeadObjectResponse head =
        delegate().blobMetadata(HeadObjectRequest.builder().bucket(bucket).key(key).build());
    if (head != null) {
      ObjectCreated.Content content =
          new ObjectCreated.Content(head.contentLength(), head.eTag().replace("\"", ""));
      listener.accept(new ObjectCreated(bucket, key, content, how, clock.instant()));
    }
  }
}
