package farm.sheaf.core.job;

/** A request that is not carried out, for a reason that its sender can mend. */
public abstract sealed class RefusedException extends RuntimeException
    permits InvalidRequestException, NoSuchJobException, JobConflictException {
  private static final long serialVersionUID = 1L;

  private final String saying;

  RefusedException(String saying) {
    super(saying);
    this.saying = saying;
  }

  /** What is wrong and what to do about it; for people. */
  public String saying() {
    return saying;
  }
}
