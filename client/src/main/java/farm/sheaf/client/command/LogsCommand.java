package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.farm.Place;
import farm.sheaf.client.farm.StoredObject;
import farm.sheaf.client.talk.ExitCode;
import farm.sheaf.client.talk.Json;
import farm.sheaf.client.talk.Problem;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    String prefix = Keys.jobLogs(new JobId(jobId));
    Farm farm = farm();
    Place at = new Place(farm.buckets().workerLogging(), prefix);
    List<StoredObject> logs = farm.objects().list(at);
    if (logs.isEmpty()) {
      throw Problem.failed(
          "No worker has written about %s yet.\nSee how it stands: ./sheaf status %1$s"
              .formatted(jobId));
    }
    ObjectNode document = Json.object().put("jobId", jobId);
    ArrayNode all = document.putArray("logs");
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Set<String>> log : byWorker(farm, prefix, logs).entrySet()) {
      String text = String.join("\n", log.getValue()) + "\n";
      all.addObject().put("worker", log.getKey()).put("text", text);
      lines.add("== " + log.getKey());
      lines.addAll(log.getValue());
    }
    result(document, lines);
    return ExitCode.DONE;
  }

  /** Each worker's lines in order of time: parts of a log may overlap when news came twice. */
  private static Map<String, Set<String>> byWorker(
      Farm farm, String prefix, List<StoredObject> parts) {
    Map<String, Set<String>> lines = new TreeMap<>();
    for (StoredObject part : parts) {
      String name = part.place().key().substring(prefix.length());
      String worker = name.substring(0, Math.max(0, name.indexOf('/')));
      farm.objects()
          .text(part.place())
          .lines()
          .forEach(lines.computeIfAbsent(worker, _ -> new TreeSet<>())::add);
    }
    return lines;
  }
}
