package farm.sheaf.local.table;

/** The database itself failed, such as for a full disk. */
public final class JobTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobTableException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
