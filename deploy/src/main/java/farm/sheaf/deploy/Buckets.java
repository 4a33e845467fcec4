package farm.sheaf.deploy;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Telling.Doing;
import farm.sheaf.talk.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets as a whole. */
record Buckets(AwsAccess access) {
  enum Owner {
    NOBODY,
    THIS_ACCOUNT,
    SOMEBODY_ELSE
  }

  /** Whose bucket a name is. */
  Owner owner(String name) {
    return access
        .telling()
        .telling(
            new Doing("looking for the bucket " + name, "s3:ListBucket"),
            () -> {
              try {
                s3().headBucket(request -> request.bucket(name));
                return Owner.THIS_ACCOUNT;
              } catch (S3Exception e) {
                return switch (e.statusCode()) {
                  case 404 -> Owner.NOBODY;
                  case 403, 301 -> Owner.SOMEBODY_ELSE;
                  default -> throw e;
                };
              }
            });
  }

  /** Whether a removal has anything to do with a bucket of this name. */
  Step.Look lookToRemove(String name) {
    return switch (owner(name)) {
      case THIS_ACCOUNT -> new Step.Look.Needed();
      case NOBODY, SOMEBODY_ELSE -> new Step.Look.Done("no such bucket");
    };
  }

  /**
   * Deletes all objects with all their versions, a thousand with a request.
   *
   * @param progress is told how many are gone
   */
  void empty(String name, LongConsumer progress) {
    S3Client s3 = s3();
    long gone = 0;
    // What is deleted no longer stands in the way: the first page is always the next one.
    while (true) {
      List<ObjectIdentifier> page = page(s3, name);
      if (page.isEmpty()) {
        return;
      }
      DeleteObjectsResponse deleted =
          access
              .telling()
              .telling(
                  new Doing("emptying the bucket " + name, "s3:DeleteObjectVersion"),
                  () ->
                      s3.deleteObjects(
                          request ->
                              request
                                  .bucket(name)
                                  .delete(which -> which.objects(page).quiet(true))));
      check(name, deleted.errors());
      gone += page.size();
      progress.accept(gone);
    }
  }

  void delete(String name) {
    access
        .telling()
        .telling(
            new Doing("deleting the bucket " + name, "s3:DeleteBucket"),
            () -> s3().deleteBucket(request -> request.bucket(name)));
  }

  private List<ObjectIdentifier> page(S3Client s3, String name) {
    ListObjectVersionsResponse found =
        access
            .telling()
            .telling(
                new Doing("listing the bucket " + name, "s3:ListBucketVersions"),
                () -> s3.listObjectVersions(request -> request.bucket(name)));
    List<ObjectIdentifier> all = new ArrayList<>();
    found.versions().forEach(each -> all.add(identifier(each.key(), each.versionId())));
    found.deleteMarkers().forEach(each -> all.add(identifier(each.key(), each.versionId())));
    return List.copyOf(all);
  }

  private static ObjectIdentifier identifier(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }

  /** A deletion is answered with 200 also where objects were refused. */
  private static void check(String name, List<S3Error> errors) {
    if (!errors.isEmpty()) {
      S3Error first = errors.getFirst();
      throw Problem.failed(
          "%d objects of the bucket %s could not be deleted; the first is %s (%s: %s).\nCheck the permission s3:DeleteObjectVersion and the bucket's policy."
              .formatted(errors.size(), name, first.key(), first.code(), first.message()));
    }
  }

  private S3Client s3() {
    return access.clients().s3();
  }
}
