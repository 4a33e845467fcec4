package farm.sheaf.core.job;

/** A request about a job that is not there. */
public final class NoSuchJobException extends RefusedException {
  private static final long serialVersionUID = 1L;

  public NoSuchJobException(JobId id) {
    super("there is no job %s; \"list\" shows the jobs that there are".formatted(id));
  }
}
