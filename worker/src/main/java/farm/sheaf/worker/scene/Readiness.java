package farm.sheaf.worker.scene;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.worker.blender.Session;
import java.nio.file.Path;

/** Whether a scene stands ready to render. */
public sealed interface Readiness {
  /**
   * It does.
   *
   * @param folder for images on their way; it goes when the session does
   * @param times of the frames that this run rendered here
   */
  record Ready(Session session, Path folder, FrameTimes times) implements Readiness {}

  /**
   * No frame of it can be rendered here; of kind {@code scene}: nowhere, {@code worker}: elsewhere.
   */
  record Refused(FailureKind kind, String message) implements Readiness {}

  /** Work had to stop before the scene was open. */
  record Stopped() implements Readiness {}
}
