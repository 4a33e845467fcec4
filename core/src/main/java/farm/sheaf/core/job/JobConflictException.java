package farm.sheaf.core.job;

/** A request that a job's present status does not allow; the message says what does. */
public final class JobConflictException extends RefusedException {
  private static final long serialVersionUID = 1L;

  public JobConflictException(String message) {
    super(message);
  }
}
