package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.job.WorkerLogs;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the workers wrote about a job. */
@Command(name = "logs", description = "What the workers wrote about a job.")
final class LogsCommand extends Verb {
  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String jobId = "";

  LogsCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    Map<String, Set<String>> logs = new WorkerLogs(farm()).of(jobId);
    ObjectNode document = Json.object().put("jobId", jobId);
    ArrayNode all = document.putArray("logs");
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Set<String>> log : logs.entrySet()) {
      String text = String.join("\n", log.getValue()) + "\n";
      all.addObject().put("worker", log.getKey()).put("text", text);
      lines.add("== " + log.getKey());
      lines.addAll(log.getValue());
    }
    result(document, lines);
    return ExitCode.DONE;
  }
}
