package farm.sheaf.client.command;

import farm.sheaf.client.job.JobDocument;
import farm.sheaf.talk.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes a job with all that it made on the farm. */
@Command(name = "delete", description = "Forget a job and its frames and film on the farm.")
final class DeleteCommand extends Verb {
  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String jobId = "";

  DeleteCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    JobDocument job = jobs().delete(jobId);
    remark(job);
    result(job.tree(), List.of(jobId));
    return ExitCode.DONE;
  }
}
