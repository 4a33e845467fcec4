package farm.sheaf.client.farm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The buckets by S3. */
record S3Objects(S3Client s3) implements ObjectStore {
  /** Metadata of an upload of ours: the SHA-256 of its content. */
  private static final String DIGEST = "sha256";

  @Override
  public Optional<StoredObject> find(Place place) {
    return AwsProblem.telling(
        "looking for " + place,
        () -> {
          try {
            HeadObjectResponse head =
                s3.headObject(request -> request.bucket(place.bucket()).key(place.key()));
            return Optional.of(
                new StoredObject(
                    place,
                    head.contentLength(),
                    unquoted(head.eTag()),
                    Optional.ofNullable(head.metadata().get(DIGEST))));
          } catch (S3Exception e) {
            if (e.statusCode() == 404) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public void upload(Path file, Place to, String digest) {
    AwsProblem.telling(
        "uploading " + to,
        () ->
            s3.putObject(
                request ->
                    request.bucket(to.bucket()).key(to.key()).metadata(Map.of(DIGEST, digest)),
                RequestBody.fromFile(file)));
  }

  @Override
  public List<StoredObject> list(Place prefix) {
    return AwsProblem.telling(
        "listing " + prefix,
        () ->
            s3
                .listObjectsV2Paginator(
                    request -> request.bucket(prefix.bucket()).prefix(prefix.key()))
                .contents()
                .stream()
                .map(
                    each ->
                        new StoredObject(
                            new Place(prefix.bucket(), each.key()),
                            each.size(),
                            unquoted(each.eTag()),
                            Optional.empty()))
                .toList());
  }

  @Override
  public void download(Place from, Path to) {
    AwsProblem.telling(
        "fetching " + from,
        () ->
            s3.getObject(
                request -> request.bucket(from.bucket()).key(from.key()),
                ResponseTransformer.toFile(to)));
  }

  @Override
  public String text(Place place) {
    return AwsProblem.telling(
        "reading " + place,
        () ->
            s3.getObjectAsBytes(request -> request.bucket(place.bucket()).key(place.key()))
                .asUtf8String());
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
