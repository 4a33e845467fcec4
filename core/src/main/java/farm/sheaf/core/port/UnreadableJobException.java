package farm.sheaf.core.port;

import farm.sheaf.core.job.JobId;

/** A job on record that this version of the farm cannot read, as a newer one has written it. */
public final class UnreadableJobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient JobId id;

  public UnreadableJobException(JobId id, Throwable cause) {
    super(
        "job %s was written by a newer version of Sheaf, or is damaged (%s); use that version for it"
            .formatted(id, cause.getMessage()),
        cause);
    this.id = id;
  }

  public JobId id() {
    return id;
  }
}
