package farm.sheaf.local;

/** The farm cannot start; the message says why and what to do. */
public final class FarmStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FarmStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /** For a fault whose message says all of that. */
  FarmStartException(RuntimeException fault) {
    super(fault.getMessage(), fault);
  }
}
