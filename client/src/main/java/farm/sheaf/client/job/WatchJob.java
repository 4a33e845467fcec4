package farm.sheaf.client.job;

import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Follows a job to its end by asking, quickly at first and then at ease. A question that fails is
 * asked again a few times: a network that stumbles must not end a watch of a night.
 */
public final class WatchJob {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final int PATIENCE = 5;

  /** Lets time pass; a test lets none pass. */
  @FunctionalInterface
  public interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }

  private final Jobs jobs;
  private final Pause pause;

  public WatchJob(Jobs jobs, Pause pause) {
    this.jobs = jobs;
    this.pause = pause;
  }

  /** Returns the document of the end. */
  public JobDocument toItsEnd(JobDocument start, Consumer<JobDocument> seen) {
    JobDocument now = start;
    Duration wait = FIRST;
    while (true) {
      seen.accept(now);
      if (now.ended()) {
        return now;
      }
      JobDocument next = ask(start.id(), wait);
      wait = next.done() == now.done() ? slower(wait) : FIRST;
      now = next;
    }
  }

  private JobDocument ask(String jobId, Duration wait) {
    for (int failures = 0; ; failures++) {
      try {
        pause.pause(wait);
        return jobs.status(jobId);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Problem(ExitCode.INTERRUPTED, "Interrupted; the job goes on.", e);
      } catch (Problem problem) {
        if (problem.exit() != ExitCode.FAILED || failures == PATIENCE) {
          throw problem;
        }
      }
    }
  }

  private static Duration slower(Duration wait) {
    Duration next = wait.multipliedBy(3).dividedBy(2);
    return next.compareTo(LONGEST) > 0 ? LONGEST : next;
  }
}
