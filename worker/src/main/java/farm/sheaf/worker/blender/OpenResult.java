package farm.sheaf.worker.blender;

import farm.sheaf.core.job.FailureKind;

/** What came of opening a scene. */
public sealed interface OpenResult {
  /** The scene stands ready; the caller must close the session. */
  record Opened(Session session) implements OpenResult {}

  /**
   * No frame of this scene can be rendered here, and no Blender is left running.
   *
   * @param message what happened, in Blender's own words where it had some, and what to do
   */
  record Refused(FailureKind kind, String message) implements OpenResult {}
}
