package farm.sheaf.client.command;

import farm.sheaf.client.job.JobDocument;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.talk.ExitCode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a job's frames round again. */
@Command(
    name = "requeue",
    description = "Send a job's frames round again: the missing ones, or those named.")
final class RequeueCommand extends Verb {
  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String jobId = "";

  @Option(
      names = "--frames",
      paramLabel = "RANGE",
      description = "Render these again, such as 5,9,20-30. Default: what is missing.")
  private Optional<String> frames = Optional.empty();

  RequeueCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    Optional<String> range = frames.map(text -> FrameSet.parse(text).toString());
    JobDocument job = jobs().requeue(jobId, range);
    remark(job);
    result(job.tree(), List.of(jobId));
    return ExitCode.DONE;
  }
}
