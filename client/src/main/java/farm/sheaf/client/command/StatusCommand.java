package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.farm.Doors;
import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.job.JobDocument;
import farm.sheaf.client.job.JobProse;
import farm.sheaf.client.job.JobTableText;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** How one job stands, or the farm and its latest jobs. */
@Command(
    name = "status",
    description = "How a job stands; without JOB, the farm and its latest jobs.")
final class StatusCommand extends Verb {
  private static final int LATEST = 10;

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "The job's id.")
  private Optional<String> jobId = Optional.empty();

  StatusCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    if (jobId.isPresent()) {
      JobDocument job = jobs().status(jobId.get());
      result(job.tree(), JobProse.describe(job, talk().style()));
      return ExitCode.DONE;
    }
    ofFarm();
    return ExitCode.DONE;
  }

  private void ofFarm() {
    Farm farm = farm();
    ObjectNode list = new Jobs(farm.server()).list(LATEST, Optional.empty());
    ObjectNode document = Json.object();
    List<String> lines = new ArrayList<>();
    farms().doors().ifPresent(doors -> describe(doors, document, lines));
    document.set("jobs", list.path("jobs"));
    if (list.path("jobs").isEmpty()) {
      lines.add("No jobs yet. Submit one with: ./sheaf submit FILE.blend");
    } else {
      lines.addAll(JobTableText.lines(list));
    }
    result(document, lines);
  }

  private static void describe(Doors doors, ObjectNode document, List<String> lines) {
    document.set("farm", DoorsText.json(doors));
    lines.add("A farm runs as process %d in %s".formatted(doors.pid(), doors.home()));
  }
}
