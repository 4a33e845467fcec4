package farm.sheaf.json;

/**
 * A message that is none of ours, or a broken one; the text says what is wrong with it. Checked,
 * because every reader of a queue has to decide what becomes of such a message.
 */
public final class UnreadableMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableMessageException(String message) {
    super(message);
  }
}
