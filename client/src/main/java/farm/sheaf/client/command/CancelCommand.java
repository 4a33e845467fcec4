package farm.sheaf.client.command;

import farm.sheaf.client.job.JobDocument;
import farm.sheaf.talk.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops a job without losing what it has. */
@Command(
    name = "cancel",
    description = "Stop a job; its frames stay and ./sheaf requeue goes on with it.")
final class CancelCommand extends Verb {
  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String jobId = "";

  CancelCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    JobDocument job = jobs().cancel(jobId);
    remark(job);
    result(job.tree(), List.of(jobId));
    return ExitCode.DONE;
  }
}
