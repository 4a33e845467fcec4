package farm.sheaf.worker.claim;

/** The lease is lost: whoever meets this touches nothing more. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException() {
    super("the lease on the message is lost");
  }
}
