package farm.sheaf.talk;

/**
 * A command's end that a person is told about in prose: what happened, with the value, and what to
 * do next. It carries no stack trace to the terminal.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;

  public Problem(ExitCode exit, String message) {
    super(message);
    this.exit = exit;
  }

  public Problem(ExitCode exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  /** The person typed something that cannot be. */
  public static Problem usage(String message) {
    return new Problem(ExitCode.USAGE, message);
  }

  /** Something did not work. */
  public static Problem failed(String message) {
    return new Problem(ExitCode.FAILED, message);
  }

  public ExitCode exit() {
    return exit;
  }

  public String said() {
    String message = getMessage();
    return message == null ? "it failed without saying why" : message;
  }
}
