package farm.sheaf.worker;

import java.time.Duration;

/** How long to wait after trouble: twice as long after each, up to a limit, until it is over. */
final class Pauses {
  private final Duration first;
  private final Duration longest;
  private Duration next;

  Pauses(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** After one more trouble. */
  Duration next() {
    Duration pause = next;
    Duration twice = pause.multipliedBy(2);
    next = twice.compareTo(longest) < 0 ? twice : longest;
    return pause;
  }

  /** All is well. */
  void over() {
    next = first;
  }
}
