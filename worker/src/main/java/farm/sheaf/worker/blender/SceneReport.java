package farm.sheaf.worker.blender;

import farm.sheaf.core.job.FrameRate;
import java.util.List;
import java.util.OptionalInt;

/**
 * What Blender says of an opened scene, with the job's settings applied.
 *
 * @param width of the images that will come, in pixels, after percentage and crop
 * @param height the same way
 * @param fps the scene's own rate; the job's may differ
 * @param simulationStart where the first unbaked simulation begins; empty: frames may be rendered
 *     in any order
 * @param warnings for the job, one sentence or two each: missing files, denied scripts, fallbacks
 */
public record SceneReport(
    int width, int height, FrameRate fps, OptionalInt simulationStart, List<String> warnings) {
  public SceneReport {
    warnings = List.copyOf(warnings);
  }
}
