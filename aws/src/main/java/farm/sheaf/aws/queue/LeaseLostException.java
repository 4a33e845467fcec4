package farm.sheaf.aws.queue;

/** A lease ran out before it was extended; another worker may hold the message now. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
