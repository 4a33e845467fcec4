package farm.sheaf.aws.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One bucket, with what all of the farm's buckets need.
 *
 * <p>S3 answers 403 instead of 404 for a missing key when the caller may not list the bucket. That
 * is no "missing": it may as well be a policy that forbids the object. So it is an error, which
 * names the permission to add.
 */
final class Bucket {
  /** The most keys that DeleteObjects takes. */
  private static final int DELETE_BATCH = 1_000;

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final S3Client s3;
  private final String name;

  Bucket(S3Client s3, String name) {
    this.s3 = s3;
    this.name = name;
  }

  S3Client s3() {
    return s3;
  }

  String name() {
    return name;
  }

  /** The object of exactly this key. */
  Optional<HeadObjectResponse> head(String key) {
    try {
      return Optional.of(s3.headObject(request -> request.bucket(name).key(key)));
    } catch (S3Exception e) {
      if (missing(e, key)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Whether an error means that there is no such object.
   *
   * @throws BucketException when S3 does not say, for want of a permission
   */
  boolean missing(S3Exception e, String key) {
    if (e.statusCode() == FORBIDDEN) {
      throw new BucketException(
          ("S3 does not let this program read \"%s\" in %s (403). Its role needs s3:GetObject on"
               + " the objects and s3:ListBucket on the bucket, without which a missing object is"
               + " \"forbidden\", too")
              .formatted(key, name),
          e);
    }
    return e.statusCode() == NOT_FOUND;
  }

  void put(String key, Path file, String contentType, Map<String, String> metadata) {
    s3.putObject(
        request -> request.bucket(name).key(key).contentType(contentType).metadata(metadata), file);
  }

  void put(String key, String text) {
    s3.putObject(
        request -> request.bucket(name).key(key).contentType("text/plain; charset=utf-8"),
        RequestBody.fromString(text, StandardCharsets.UTF_8));
  }

  /**
   * Fetches an object whole, or leaves the target as it is.
   *
   * @param target where it goes; its folder must exist, a file that is there is replaced
   * @throws S3Exception when there is none; see {@link #missing}
   */
  void fetch(GetObjectRequest.Builder object, Path target) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      s3.getObject(object.bucket(name).build(), ResponseTransformer.toFile(part));
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of an object; empty when there is none. */
  Optional<String> text(String key) {
    try {
      return Optional.of(
          s3.getObjectAsBytes(request -> request.bucket(name).key(key)).asUtf8String());
    } catch (S3Exception e) {
      if (missing(e, key)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Up to a thousand keys in order, and whether there may be others after them. */
  record Page(List<String> keys, boolean more) {}

  /** The keys with a prefix that sort after this one. */
  Page page(String prefix, String after) {
    ListObjectsV2Response response =
        s3.listObjectsV2(request -> request.bucket(name).prefix(prefix).startAfter(after));
    return new Page(
        response.contents().stream().map(S3Object::key).toList(), response.isTruncated());
  }

  /** All keys with a prefix, in order. */
  List<String> list(String prefix) {
    List<String> keys = new ArrayList<>();
    for (S3Object object :
        s3.listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix)).contents()) {
      keys.add(object.key());
    }
    return keys;
  }

  void delete(String key) {
    s3.deleteObject(request -> request.bucket(name).key(key));
  }

  /**
   * Removes objects; those that are not there are no error.
   *
   * @throws BucketException when S3 kept one, which it says in an answer of 200
   */
  void deleteAll(Collection<String> keys) {
    List<String> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += DELETE_BATCH) {
      deleteBatch(all.subList(from, Math.min(all.size(), from + DELETE_BATCH)));
    }
  }

  private void deleteBatch(List<String> keys) {
    List<ObjectIdentifier> objects =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    List<S3Error> errors =
        s3.deleteObjects(
                request -> request.bucket(name).delete(list -> list.objects(objects).quiet(true)))
            .errors();
    if (!errors.isEmpty()) {
      S3Error first = errors.getFirst();
      throw new BucketException(
          "S3 did not remove %d of %d objects in %s, the first \"%s\": %s %s"
              .formatted(
                  errors.size(), keys.size(), name, first.key(), first.code(), first.message()),
          null);
    }
  }
}
