package farm.sheaf.worker.blender;

import farm.sheaf.core.job.FailureKind;
import java.io.IOException;

/** Sessions with a real Blender, one process each. */
public final class BlenderSessions implements Sessions {
  private final BlenderProgram program;

  public BlenderSessions(BlenderProgram program) {
    this.program = program;
  }

  /**
   * {@inheritDoc} Interrupting the thread ends the attempt as refused, with the thread's flag set.
   */
  @Override
  public OpenResult open(SceneSetup setup) {
    SceneOpening opening = new SceneOpening(program, setup);
    try {
      BlenderProcess process = opening.start();
      return switch (ready(opening, process)) {
        case SceneOpening.Outcome.Ready(BlenderProcess opened, SceneReport report) ->
            new OpenResult.Opened(new BlenderSession(opening, opened, report));
        case SceneOpening.Outcome.Refused(FailureKind kind, String message) ->
            new OpenResult.Refused(kind, message);
      };
    } catch (IOException e) {
      return new OpenResult.Refused(
          FailureKind.CRASH,
          "Blender (%s) could not be started: %s".formatted(program.executable(), e.getMessage()));
    }
  }

  private static SceneOpening.Outcome ready(SceneOpening opening, BlenderProcess process) {
    try {
      return opening.in(process);
    } catch (InterruptedException e) {
      process.close();
      Thread.currentThread().interrupt();
      return new SceneOpening.Outcome.Refused(
          FailureKind.CRASH, "opening the scene was interrupted");
    }
  }
}
