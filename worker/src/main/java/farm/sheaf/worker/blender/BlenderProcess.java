package farm.sheaf.worker.blender;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.core.job.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One running Blender with its driver, from start to end. */
final class BlenderProcess implements AutoCloseable {
  private static final Duration WORDS_PATIENCE = Duration.ofSeconds(1);
  private static final long EXIT_PATIENCE_S = 10;

  private final Process process;
  private final BlenderOutput output;
  private final DriverLink link;

  private BlenderProcess(Process process, DriverLink link) {
    this.process = process;
    this.output = BlenderOutput.reading(process.getInputStream());
    this.link = link;
  }

  /** Starts it with this scene; {@link Reply.Connected} comes when the scene is loaded. */
  static BlenderProcess start(BlenderProgram program, SceneSetup setup) throws IOException {
    Scripts scripts = setup.spec().settings().render().scripts();
    DriverLink link = DriverLink.listen(program.launching());
    try {
      Process process =
          new BlenderCommand(program, setup.scratch())
              .session(
                  setup.sceneFile(), scripts, DriverFiles.unpack(setup.scratch()), link.socket())
              .start();
      var _ = process.onExit().thenRun(link::stopListening);
      return new BlenderProcess(process, link);
    } catch (IOException e) {
      link.close();
      throw e;
    }
  }

  void send(JsonNode order) {
    link.send(order);
  }

  Reply await(Duration patience) throws InterruptedException {
    return link.await(patience);
  }

  /** What it printed up to this mark. */
  List<String> linesUpTo(String mark) throws InterruptedException {
    return output.linesUpTo(mark, WORDS_PATIENCE);
  }

  /** How it ended, once {@link Reply.Gone} has announced that. */
  Death death() throws InterruptedException {
    if (!process.waitFor(EXIT_PATIENCE_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      process.waitFor();
    }
    return new Death(process.exitValue(), output.linesToEnd(WORDS_PATIENCE));
  }

  List<String> lines() {
    return output.lines();
  }

  boolean alive() {
    return process.isAlive();
  }

  Path socket() {
    return link.socket();
  }

  long pid() {
    return process.pid();
  }

  /** Ends it without waiting. */
  void kill() {
    link.send(Order.abort());
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Ends it and waits until it is gone. */
  @Override
  public void close() {
    kill();
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    link.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
