package farm.sheaf.client.command;

import farm.sheaf.client.job.JobDocument;
import farm.sheaf.client.job.JobProse;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.client.job.WatchJob;
import farm.sheaf.client.progress.ProgressTalk;
import farm.sheaf.client.progress.Snapshot;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import farm.sheaf.talk.Talk;
import java.util.function.BooleanSupplier;

/**
 * Follows a job to its end with progress on stderr; both {@code render} and {@code watch} do.
 *
 * @param workersThere whether anybody can still render; a farm's own render need not wait for
 *     nobody
 */
record FollowJob(Context context, Jobs jobs, BooleanSupplier workersThere) {
  JobDocument toItsEnd(JobDocument start) {
    ProgressTalk progress = new ProgressTalk(context.talk());
    return new WatchJob(jobs, context.time().pause())
        .toItsEnd(
            start,
            job -> {
              progress.show(Snapshot.of(job, context.time().clock().instant()));
              checkWorkers(job);
            });
  }

  private void checkWorkers(JobDocument job) {
    if (!job.ended() && !workersThere.getAsBoolean()) {
      throw Problem.failed(
          "No worker on this machine can render%s.\nSee what is wrong with: ./sheaf doctor"
              .formatted(job.waiting().isEmpty() ? "" : ": " + job.waiting()));
    }
  }

  /** What the shell is told of a job that has ended. */
  static ExitCode exit(JobDocument end) {
    return end.is(JobStatus.COMPLETED) ? ExitCode.DONE : ExitCode.JOB_FAILED;
  }

  /** Says on stderr what went wrong on the way and how it ended. */
  void tell(JobDocument end) {
    Talk talk = context.talk();
    JobProse.troubles(end, talk.style()).forEach(talk::say);
    if (end.is(JobStatus.FAILED)) {
      String why = end.reason().isEmpty() ? "" : ": " + end.reason();
      talk.say("The job %s failed%s".formatted(end.id(), why));
      talk.say("Once the cause is mended: ./sheaf requeue " + end.id());
    } else if (end.is(JobStatus.CANCELED)) {
      talk.say("The job %s was canceled. To go on: ./sheaf requeue %1$s".formatted(end.id()));
    }
  }
}
