package farm.sheaf.local.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker in a JVM of its own, started again when it dies. One that says that it cannot serve
 * stays down: another start would not mend a missing Blender.
 *
 * <p>Its standard input is a pipe from this JVM that nobody writes to. When this JVM ends, however
 * it ends, the pipe ends, and the worker with it.
 */
public final class WorkerProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** A worker that has lived so long could serve, whatever its exit status says. */
  private static final Duration STEADY = Duration.ofMinutes(1);

  /**
   * The exit statuses of a worker that cannot serve, and of a wrong command line. 0 is a drain: one
   * that the farm did not ask for leaves work behind that somebody must do.
   */
  private static final Set<Integer> REFUSALS = Set.of(1, 2);

  private final WorkerLaunch launch;
  private final int number;
  private final Duration patience;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread supervisor;
  private @Nullable Process process;

  private WorkerProcess(WorkerLaunch launch, int number, Duration patience) {
    this.launch = launch;
    this.number = number;
    this.patience = patience;
    this.supervisor = Thread.ofVirtual().name("worker-" + number).unstarted(this::supervise);
  }

  /**
   * Starts the worker and looks after it.
   *
   * @param number of its log
   * @param patience how long it may take to drain before it is killed
   */
  public static WorkerProcess start(WorkerLaunch launch, int number, Duration patience) {
    WorkerProcess worker = new WorkerProcess(launch, number, patience);
    worker.supervisor.start();
    return worker;
  }

  /** The process that runs now. */
  public synchronized Optional<ProcessHandle> process() {
    return Optional.ofNullable(process).map(Process::toHandle).filter(ProcessHandle::isAlive);
  }

  /** Whether it runs or will be started again; not one that cannot serve. */
  public boolean isLookedAfter() {
    return supervisor.isAlive();
  }

  private void supervise() {
    Duration pause = FIRST_PAUSE;
    try {
      do {
        long started = System.nanoTime();
        Optional<Process> running = spawn();
        if (running.isEmpty()) {
          return;
        }
        int status = running.get().waitFor();
        Duration lived = Duration.ofNanos(System.nanoTime() - started);
        if (stop.getCount() == 0 || staysDown(status, lived)) {
          return;
        }
        pause = lived.compareTo(STEADY) > 0 ? FIRST_PAUSE : pause;
        LOG.atWarn()
            .addKeyValue("worker", number)
            .addKeyValue("status", status)
            .log("worker-ended");
        Duration next = pause.multipliedBy(2);
        if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
      } while (stop.getCount() > 0);
    } catch (IOException e) {
      LOG.atError().addKeyValue("worker", number).setCause(e).log("worker-not-started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean staysDown(int status, Duration lived) {
    boolean refuses = REFUSALS.contains(status) && lived.compareTo(STEADY) < 0;
    if (refuses) {
      LOG.atWarn()
          .addKeyValue("worker", number)
          .addKeyValue("status", status)
          .addKeyValue("log", launch.log(number))
          .log("worker-cannot-serve");
    }
    return refuses;
  }

  /** Not while {@link #signal} runs: it would miss the process that comes to be. */
  private synchronized Optional<Process> spawn() throws IOException {
    if (stop.getCount() == 0) {
      return Optional.empty();
    }
    Process started = launch.process(number).start();
    process = started;
    return Optional.of(started);
  }

  /** Asks the worker to drain, and does not wait for it. */
  public synchronized void signal() {
    stop.countDown();
    // Through the handle: Process.destroy would close the pipe too, and that means "end at once".
    process().ifPresent(ProcessHandle::destroy);
  }

  /** Lets the worker drain, and kills it when that takes too long. */
  @Override
  public void close() {
    signal();
    try {
      if (!supervisor.join(patience)) {
        process().ifPresent(ProcessHandle::destroyForcibly);
        supervisor.join();
      }
    } catch (InterruptedException e) {
      process().ifPresent(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
