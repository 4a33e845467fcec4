package farm.sheaf.deploy.cluster;

import farm.sheaf.talk.Problem;
import java.util.function.Supplier;

/** What came of looking at something: its value, or why it could not be read. Neither is zero. */
public sealed interface Reading<T> {
  /** It was read. */
  record Known<T>(T value) implements Reading<T> {}

  /**
   * It could not be read.
   *
   * @param problem what happened, and on further lines what to do
   */
  record Unread<T>(String problem) implements Reading<T> {
    /** What happened. */
    public String what() {
      return problem.lines().findFirst().orElse("no reason given");
    }

    /** What to do, where that is known. */
    public String advice() {
      return String.join(" ", problem.lines().skip(1).toList());
    }
  }

  /** Looks; a problem is an answer too. */
  static <T> Reading<T> of(Supplier<T> look) {
    try {
      return new Known<>(look.get());
    } catch (Problem problem) {
      return new Unread<>(problem.said());
    }
  }
}
