package farm.sheaf.worker.blender;

import farm.sheaf.core.job.FailureKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What came of one frame. */
public sealed interface RenderResult {
  /**
   * The image is there and not empty; whether it decodes is the caller's to check.
   *
   * @param preview a view-transformed PNG for the film, where the image itself is scene light
   *     (EXR); the caller may delete it, else it goes with the scratch folder
   * @param took rendering and writing, without the steps of a simulation that led here
   */
  record Rendered(int frame, Path image, Optional<Path> preview, Duration took)
      implements RenderResult {}

  /**
   * No image. Whether the session survived is {@link Session#alive}.
   *
   * @param message what happened, in Blender's own words where it had some, and what to do
   */
  record Failed(FailureKind kind, String message) implements RenderResult {}
}
