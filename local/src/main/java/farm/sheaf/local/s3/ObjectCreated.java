package farm.sheaf.local.s3;

import java.time.Instant;

/**
 * An object that came to be.
 *
 * @param how what S3 calls it after {@code ObjectCreated:}, such as {@code Put}
 */
record ObjectCreated(String bucket, String key, Content content, String how, Instant at) {
  record Content(long bytes, String etag) {}
}
