package farm.sheaf.client.farm;

import farm.sheaf.account.Telling;
import farm.sheaf.account.Telling.Doing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The buckets by S3. */
record S3Objects(S3Client s3, Telling telling) implements ObjectStore {
  @Override
  public Optional<StoredObject> find(Place place) {
    return telling.telling(
        new Doing("looking for " + place, "s3:GetObject"),
        () -> {
          try {
            HeadObjectResponse head =
                s3.headObject(request -> request.bucket(place.bucket()).key(place.key()));
            return Optional.of(
                new StoredObject(
                    place,
                    head.contentLength(),
                    unquoted(head.eTag()),
                    Optional.ofNullable(head.metadata().get(S3Upload.DIGEST))));
          } catch (S3Exception e) {
            if (e.statusCode() == 404) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public Upload.End upload(Upload upload) {
    return telling.telling(
        new Doing("uploading " + upload.to(), "s3:PutObject"), new S3Upload(s3, upload)::send);
  }

  @Override
  public List<StoredObject> list(Place prefix) {
    return telling.telling(
        new Doing("listing " + prefix, "s3:ListBucket"),
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
    telling.telling(
        new Doing("fetching " + from, "s3:GetObject"),
        () ->
            s3.getObject(
                request -> request.bucket(from.bucket()).key(from.key()),
                ResponseTransformer.toFile(to)));
  }

  @Override
  public String text(Place place) {
    return telling.telling(
        new Doing("reading " + place, "s3:GetObject"),
        () ->
            s3.getObjectAsBytes(request -> request.bucket(place.bucket()).key(place.key()))
                .asUtf8String());
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
