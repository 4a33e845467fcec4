package farm.sheaf.aws.bucket;

import org.jspecify.annotations.Nullable;

/** S3 refused something that a farm set up well is allowed; the message says what. */
public final class BucketException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BucketException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
