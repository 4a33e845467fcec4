package farm.sheaf.worker.blender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** One start of a program that should be Blender, to ask what it is. */
final class ProbeRun {
  /** The driver asks for {@code temp_override}, which came with 3.2. */
  private static final int OLDEST = 302;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlenderProgram program;

  ProbeRun(BlenderProgram program) {
    this.program = program;
  }

  BlenderProbe answer() {
    try (TemporaryFolder temporary = TemporaryFolder.create(program.launching())) {
      return answer(temporary);
    } catch (IOException e) {
      return unable("does not start (%s)".formatted(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unable("was not waited for");
    }
  }

  private BlenderProbe answer(TemporaryFolder temporary) throws IOException, InterruptedException {
    Path script = DriverFiles.unpack(temporary.folder()).resolve(DriverFiles.PROBE);
    Path answer =
        Outbox.in(temporary.folder(), program.launching()).folder().resolve("answer.json");
    Path output = temporary.folder().resolve("output.txt");
    Process process =
        new BlenderCommand(program, temporary.folder())
            .process(List.of("--python", script.toString(), "--", answer.toString()))
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return unable("gave no answer in %d seconds".formatted(PATIENCE.toSeconds()));
    }
    if (!Files.exists(answer)) {
      List<String> lines = LastWords.telling(Files.readAllLines(output));
      return unable(
          "ended with exit status %d and no answer; its last lines: %s"
              .formatted(process.exitValue(), String.join(" | ", lines)));
    }
    return judge(JSON.readTree(answer.toFile()));
  }

  private BlenderProbe judge(JsonNode answer) {
    JsonNode version = answer.get("version");
    String name =
        "%d.%d.%d"
            .formatted(version.get(0).asInt(), version.get(1).asInt(), version.get(2).asInt());
    if (version.get(0).asInt() * 100 + version.get(1).asInt() < OLDEST) {
      return unable("is version %s; the oldest that serves is 3.2".formatted(name));
    }
    SortedSet<String> devices = texts(answer.get("devices"));
    if (program.device().isPresent() && !devices.contains(program.device().get().name())) {
      return new BlenderProbe.Unable(
          "Blender: Cycles has no %s device here (it has: %s); see that the GPU's driver is there and that the container is given the GPU, or leave out --cycles-device"
              .formatted(program.device().get(), String.join(", ", devices)));
    }
    return new BlenderProbe.Able(name, texts(answer.get("features")));
  }

  private static SortedSet<String> texts(JsonNode list) {
    SortedSet<String> texts = new TreeSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private BlenderProbe unable(String what) {
    return new BlenderProbe.Unable(
        "Blender: %s %s; %s".formatted(program.executable(), what, BlenderProgram.ADVICE));
  }
}
