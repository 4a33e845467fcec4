package farm.sheaf.worker;

/** The command line is wrong; the message says what, and what to write instead. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
