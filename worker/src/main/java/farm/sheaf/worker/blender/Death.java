package farm.sheaf.worker.blender;

import farm.sheaf.core.job.FailureKind;
import java.util.List;

/**
 * The end of a Blender that nobody asked to end.
 *
 * @param exit its exit status; above 128 a signal's number is added, as shells do
 * @param lines the last that it printed
 */
record Death(int exit, List<String> lines) {
  private static final int SIGNALLED = 128;
  private static final int SIGKILL = 9;

  /** The driver's {@code farewell.BROKEN}. */
  private static final int DRIVER_BROKEN = 70;

  /** Killed from outside, which is the kernel when memory runs out. */
  private boolean killed() {
    return exit == SIGNALLED + SIGKILL;
  }

  private boolean signalled() {
    return exit > SIGNALLED;
  }

  /** Whether Blender itself ended in order, as it does after a file that it cannot read. */
  boolean ordinary() {
    return !signalled() && exit != DRIVER_BROKEN;
  }

  FailureKind kind() {
    return killed() ? FailureKind.RESOURCE : LastWords.kind(FailureKind.CRASH, "", lines);
  }

  /**
   * @param when what it was doing, such as {@code while it rendered frame 7}
   */
  String message(String when) {
    if (killed()) {
      return LastWords.message(
          "Blender was killed (signal 9) %s, most likely because memory ran out; use workers with more memory, or a lower resolution"
              .formatted(when),
          lines);
    }
    return LastWords.message(
        signalled()
            ? "Blender crashed (signal %d) %s".formatted(exit - SIGNALLED, when)
            : "Blender ended (exit status %d) %s".formatted(exit, when),
        lines);
  }
}
