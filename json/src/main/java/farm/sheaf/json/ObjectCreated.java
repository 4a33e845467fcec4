package farm.sheaf.json;

import java.time.Instant;

/**
 * An object that came to be, as {@link S3EventJson#encode} tells of it.
 *
 * @param how what S3 calls it after {@code ObjectCreated:}, such as {@code Put}
 */
public record ObjectCreated(String bucket, String key, Content content, String how, Instant at) {
  /**
   * What the object holds.
   *
   * @param etag without quotes
   */
  public record Content(long bytes, String etag) {}
}
