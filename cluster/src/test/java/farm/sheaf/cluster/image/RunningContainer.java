package farm.sheaf.cluster.image;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One container, removed at the end. */
record RunningContainer(Podman podman, String id) implements AutoCloseable {
  /** Should these tests be killed, their containers end all the same. */
  private static final String LONGEST_LIFE_S = "600";

  private static final Duration DRAIN = Duration.ofMinutes(2);

  static RunningContainer start(
      WorkerImage image, List<String> flags, List<String> words, List<String> moreWords) {
    List<String> command = new ArrayList<>(List.of("run", "--detach", "--timeout", LONGEST_LIFE_S));
    command.addAll(flags);
    command.add(image.id());
    command.addAll(words);
    command.addAll(moreWords);
    return new RunningContainer(image.podman(), image.podman().run(Shell.SHORT, command));
  }

  JsonNode inspect() throws IOException {
    return Json.MAPPER.readTree(podman.run(Shell.SHORT, "inspect", id)).path(0);
  }

  /** What a process inside, of the container's user, finds in a file. */
  String read(String file) {
    return podman.run(Shell.SHORT, "exec", id, "cat", file);
  }

  /** Its processes, each with the user's name and the command's. */
  List<String> processes() {
    return podman.run(Shell.SHORT, "top", id, "user", "pid", "comm").lines().skip(1).toList();
  }

  /** The process ids, as the container sees them, of what runs this program. */
  List<String> pidsOf(String program) {
    return processes().stream()
        .map(line -> Arrays.asList(line.strip().split("\\s+", -1)))
        .filter(words -> words.getLast().equals(program))
        .map(words -> words.get(1))
        .toList();
  }

  String logs() {
    return podman.run(Shell.SHORT, "logs", id);
  }

  /** SIGTERM; the exit status. */
  int stop() {
    podman.run(DRAIN, "stop", "--time", "90", id);
    return awaitEnd();
  }

  int awaitEnd() {
    return Integer.parseInt(podman.run(DRAIN, "wait", id));
  }

  @Override
  public void close() {
    podman.run(Shell.SHORT, "rm", "--force", id);
  }
}
