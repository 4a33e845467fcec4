package farm.sheaf.worker.blender;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.scene.BlendHeadReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Starts a Blender and brings one scene to where its frames can be rendered. */
record SceneOpening(BlenderProgram program, SceneSetup setup) {
  /** For loading the file, and again for applying the settings: scenes of many gigabytes exist. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final int HEAD_BYTES = 1 << 16;

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
      case Reply.Ready(SceneReport report) -> new Outcome.Ready(process, report);
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

  private Outcome.Refused unopened(Death death) {
    if (!death.ordinary()) {
      return new Outcome.Refused(death.kind(), death.message("while it opened the scene"));
    }
    String why =
        newerBlender()
            .orElse(
                "Blender could not open the file; open it in Blender, save it again and upload it");
    return new Outcome.Refused(FailureKind.SCENE, LastWords.message(why, death.lines()));
  }

  /** Blender itself may only say "not a blend file" of one that a later version saved. */
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
