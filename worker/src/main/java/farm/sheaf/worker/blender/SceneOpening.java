package farm.sheaf.worker.blender;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.scene.BlendHeadReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Starts a Blender and brings one scene to where its frames can be rendered. */
record SceneOpening(BlenderProgram program, SceneSetup setup) {
  /** For loading the file, and again for applying the settings: scenes of many gigabytes exist. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final int HEAD_BYTES = 1 << 16;

  /** As of Blender's {@code wm_files.cc}; engine and scene. */
  private static final Pattern ENGINE_MISSING =
      Pattern.compile("Engine '(.*)' not available for scene '(.*)' \\(");

  /** What came of it; nothing runs after a refusal. */
  sealed interface Outcome {
    record Ready(BlenderProcess process, SceneReport report) implements Outcome {}

    record Refused(FailureKind kind, String message) implements Outcome {}
  }

  BlenderProcess start() throws IOException {
    return BlenderProcess.start(program, setup);
  }

  /** Waits until the scene stands ready in a Blender that was just started. */
  Outcome in(BlenderProcess process) throws InterruptedException {
    Outcome outcome = refusedOrReady(process, process.await(PATIENCE));
    if (outcome instanceof Outcome.Refused) {
      process.close();
    }
    return outcome;
  }

  private Outcome refusedOrReady(BlenderProcess process, Reply reply) throws InterruptedException {
    return switch (reply) {
      case Reply.Connected _ -> {
        process.send(Order.open(setup));
        yield refusedOrReady(process, process.await(PATIENCE));
      }
      case Reply.Ready(SceneReport report, String scene, String mark) ->
          engineMissing(scene, process.linesUpTo(mark))
              .<Outcome>map(why -> new Outcome.Refused(FailureKind.WORKER, why))
              .orElseGet(() -> new Outcome.Ready(process, report));
      case Reply.Refused(FailureKind kind, String message, String mark) -> {
        process.linesUpTo(mark);
        yield new Outcome.Refused(kind, message);
      }
      case Reply.Failed(FailureKind kind, String message, String mark) ->
          new Outcome.Refused(
              kind,
              LastWords.message(
                  "the scene's settings could not be applied: " + message,
                  process.linesUpTo(mark)));
      case Reply.Gone _ -> unopened(process.death());
      case Reply.Late _ ->
          new Outcome.Refused(
              FailureKind.TIMEOUT,
              "the scene was not open after %d minutes".formatted(PATIENCE.toMinutes()));
      case Reply.Stepped _, Reply.Rendered _, Reply.Mixed _, Reply.Silent _, Reply.Pong _ ->
          new Outcome.Refused(FailureKind.CRASH, "the driver answered out of turn: " + reply);
    };
  }

  /**
   * That the scene was saved with an engine that this Blender does not have. Blender renders it
   * with another then, and tells so on its standard output alone.
   */
  private Optional<String> engineMissing(String scene, List<String> lines) {
    if (setup.spec().settings().render().engine().isPresent()) {
      return Optional.empty();
    }
    return lines.stream()
        .map(ENGINE_MISSING::matcher)
        .filter(line -> line.find() && line.group(2).equals(scene))
        .findFirst()
        .map(
            line ->
                ("engine: the scene asks for the render engine %s, which this worker's Blender does"
                        + " not have; submit with engine: cycles or eevee, or use workers with it")
                    .formatted(line.group(1)));
  }

  /** A Blender may well crash on a file of a later one, or not know it for a Blender file. */
  private Outcome.Refused unopened(Death death) {
    Optional<String> newer =
        death.kind() == FailureKind.RESOURCE ? Optional.empty() : newerBlender();
    if (newer.isPresent()) {
      return new Outcome.Refused(FailureKind.WORKER, LastWords.message(newer.get(), death.lines()));
    }
    return death.ordinary()
        ? new Outcome.Refused(
            FailureKind.SCENE,
            LastWords.message(
                "Blender could not open the file; open it in Blender, save it again and upload it",
                death.lines()))
        : new Outcome.Refused(death.kind(), death.message("while it opened the scene"));
  }

  /** That a later Blender than this worker's saved the file, in words; empty: it did not. */
  private Optional<String> newerBlender() {
    OptionalInt saved = savedBy();
    if (saved.isEmpty() || !(program.probe() instanceof BlenderProbe.Able able)) {
      return Optional.empty();
    }
    String[] mine = able.version().split("\\.", -1);
    int own = Integer.parseInt(mine[0]) * 100 + Integer.parseInt(mine[1]);
    return saved.getAsInt() <= own
        ? Optional.empty()
        : Optional.of(
            ("the file was saved by Blender %d.%d, and this worker has Blender %s, which cannot"
                    + " open it; save it with Blender %s.%s or older, or use workers with a newer"
                    + " Blender")
                .formatted(
                    saved.getAsInt() / 100,
                    saved.getAsInt() % 100,
                    able.version(),
                    mine[0],
                    mine[1]));
  }

  private OptionalInt savedBy() {
    try (InputStream in = Files.newInputStream(setup.sceneFile())) {
      return BlendHeadReader.read(in.readNBytes(HEAD_BYTES))
              instanceof BlendHeadReader.Reading.Found(var head)
          ? OptionalInt.of(head.version())
          : OptionalInt.empty();
    } catch (IOException unreadable) {
      return OptionalInt.empty();
    }
  }
}
