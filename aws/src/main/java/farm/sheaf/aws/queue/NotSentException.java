package farm.sheaf.aws.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue did not accept messages, also after some tries. */
public final class NotSentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<OutgoingMessage> unsent;

  NotSentException(String message, List<OutgoingMessage> unsent, @Nullable Throwable cause) {
    super(message, cause);
    this.unsent = List.copyOf(unsent);
  }

  /** What was not accepted, for another try. */
  List<OutgoingMessage> unsent() {
    return unsent;
  }
}
