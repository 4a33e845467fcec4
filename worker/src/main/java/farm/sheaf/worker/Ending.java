package farm.sheaf.worker;

import farm.sheaf.worker.claim.Deadline;
import farm.sheaf.worker.claim.Drain;
import farm.sheaf.worker.scene.WarmSession;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How this process ends. SIGTERM and Ctrl-C drain it: the JVM runs its shutdown hooks, and the hook
 * here holds the JVM until the loop is done. Then it halts with 0, because a JVM that a signal
 * ended would say 143, and a drained worker has not failed.
 */
final class Ending {
  private static final Duration SIGNAL_FOLLOWS = Duration.ofMillis(500);

  private static final int FAILED = 1;
  private static final int ORPHANED = 3;

  private final Drain drain;
  private final Duration grace;
  private final CompletableFuture<Integer> status = new CompletableFuture<>();

  Ending(Drain drain, Duration grace) {
    this.drain = drain;
    this.grace = grace;
  }

  void drainOnSignal() {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("drain").unstarted(this::drain));
  }

  private void drain() {
    drain.request();
    long most = grace.plus(Deadline.MARGIN).toMillis();
    Runtime.getRuntime().halt(status.completeOnTimeout(FAILED, most, TimeUnit.MILLISECONDS).join());
  }

  /** The loop is done; nothing is left to wait for. The first status stays. */
  void done(int exitStatus) {
    status.complete(exitStatus);
  }

  /**
   * Ends this process at once, with its Blender, when its standard input ends: the farm on one
   * machine holds the other end, and no worker must outlive it.
   *
   * <p>A living parent that asked for a drain may close the pipe too ({@link Process#destroy} does
   * both); then the drain goes on.
   */
  void withParent(InputStream standardInput, WarmSession warm) {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    Thread.ofPlatform()
        .daemon()
        .name("parent")
        .start(
            () -> {
              awaitEnd(standardInput);
              if (parent.filter(ProcessHandle::isAlive).isPresent()) {
                drain.pause(SIGNAL_FOLLOWS);
              }
              if (drain.requested() && parent.filter(ProcessHandle::isAlive).isPresent()) {
                return;
              }
              warm.abort();
              Runtime.getRuntime().halt(ORPHANED);
            });
  }

  private static void awaitEnd(InputStream input) {
    try {
      long read = input.transferTo(java.io.OutputStream.nullOutputStream());
      assert read >= 0;
    } catch (IOException e) {
      // A pipe that breaks has ended.
    }
  }
}
