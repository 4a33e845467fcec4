package farm.sheaf.core.job;

/** A request that is not carried out, for a reason that its sender can mend. */
public abstract sealed class RefusedException extends RuntimeException
    permits InvalidRequestException, NoSuchJobException, JobConflictException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
