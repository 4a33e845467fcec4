package farm.sheaf.worker.blender;

import farm.sheaf.core.frame.FrameSet;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A warm Blender with one scene loaded, for one job's run. One thread at a time renders; any thread
 * may {@link #abort}.
 */
public interface Session extends AutoCloseable {
  /** What Blender told of the scene when it was opened, with the job's settings applied. */
  SceneReport report();

  /**
   * Renders one frame and returns when its image is on the disk, or will not come. A scene with an
   * unbaked simulation first steps through the frames that lead to it.
   *
   * @param target the image's exact path; its folder exists
   * @param timeout for the frame, and for each simulation step that leads to it; when it is over
   *     the session is aborted
   */
  RenderResult render(int frame, Path target, Duration timeout);

  /**
   * Writes the scene's sound for a film of these frames, at the job's frame rate.
   *
   * @param wav where it goes
   */
  MixdownResult mixdown(FrameSet frames, Path wav, Duration timeout);

  /**
   * Ends Blender at once, from any thread; a render in work returns {@link RenderResult.Failed}.
   * May be called twice.
   */
  void abort();

  /** Whether another frame can be rendered here: not after an abort, a timeout or a crash. */
  boolean alive();

  /** Leaves no Blender process behind; previews in scratch stay until the caller deletes it. */
  @Override
  void close();
}
