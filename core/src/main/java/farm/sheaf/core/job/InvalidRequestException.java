package farm.sheaf.core.job;

/** A request that is wrong; the message names the value and says what to send instead. */
public final class InvalidRequestException extends RefusedException {
  private static final long serialVersionUID = 1L;

  public InvalidRequestException(String message) {
    super(message);
  }
}
