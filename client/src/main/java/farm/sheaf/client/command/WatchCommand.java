package farm.sheaf.client.command;

import farm.sheaf.client.job.JobDocument;
import farm.sheaf.client.job.JobProse;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.talk.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Follows a job to its end. Ctrl-C ends the watching, never the job. */
@Command(name = "watch", description = "Follow a job to its end; Ctrl-C detaches, the job goes on.")
final class WatchCommand extends Verb {
  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String jobId = "";

  WatchCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    Jobs jobs = jobs();
    JobDocument start = jobs.status(jobId);
    FollowJob follow = new FollowJob(context(), jobs, () -> true);
    JobDocument end =
        context()
            .interruption()
            .during(() -> follow.toItsEnd(start), () -> talk().say("Detached; the job goes on."));
    result(end.tree(), JobProse.describe(end, talk().style()));
    return FollowJob.exit(end);
  }
}
