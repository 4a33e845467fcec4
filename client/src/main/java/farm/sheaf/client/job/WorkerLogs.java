package farm.sheaf.client.job;

import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.farm.Place;
import farm.sheaf.client.farm.StoredObject;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Keys;
import farm.sheaf.talk.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What workers wrote about a job. */
public record WorkerLogs(Farm farm) {
  /** Each worker's lines in order of time: parts of a log may overlap when news came twice. */
  public Map<String, Set<String>> of(String jobId) {
    String prefix = Keys.jobLogs(new JobId(jobId));
    List<StoredObject> parts =
        farm.objects().list(new Place(farm.buckets().workerLogging(), prefix));
    if (parts.isEmpty()) {
      throw Problem.failed(
          "No worker has written about %s yet.\nSee how it stands: ./sheaf status %1$s"
              .formatted(jobId));
    }
    Map<String, Set<String>> lines = new TreeMap<>();
    for (StoredObject part : parts) {
      String name = part.place().key().substring(prefix.length());
      String folder = name.substring(0, Math.max(0, name.indexOf('/')));
      boolean ofAll = Keys.ofAllWorkers(new JobId(jobId), part.place().key());
      farm.objects()
          .text(part.place())
          .lines()
          .map(line -> ofAll ? Told.read(line) : new Told(folder, line))
          .forEach(
              told -> lines.computeIfAbsent(told.worker(), _ -> new TreeSet<>()).add(told.line()));
    }
    return lines;
  }

  /** A line, and the worker that it is about. */
  private record Told(String worker, String line) {
    /** Takes the worker out of {@code <time> <worker> <event> ...}. */
    static Told read(String line) {
      String[] words = line.split(" ", 3);
      return words.length < 3 ? new Told("", line) : new Told(words[1], words[0] + " " + words[2]);
    }
  }
}
