package farm.sheaf.worker.image;

import java.io.IOException;

/** An image that is not whole; the message says in what way. */
final class BrokenImageException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  BrokenImageException(String message) {
    super(message);
    this.problem = message;
  }

  String problem() {
    return problem;
  }
}
