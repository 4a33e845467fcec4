package farm.sheaf.worker.blender;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An executable Blender on this machine. */
public record BlenderProgram(Path executable) {
  /**
   * Looks for Blender: the option, {@code SHEAF_BLENDER}, {@code PATH}, then the usual folders. An
   * option or variable that names no program is an answer, not a reason to look further.
   *
   * @param option what {@code --blender} said
   * @param environment the process's own
   */
  public static BlenderSearch find(Optional<Path> option, Map<String, String> environment) {
    return new BlenderSearch.NotFound("no search yet for " + option + environment.size());
  }

  /** Starts it once and asks what it is; takes about a second. */
  public BlenderProbe probe() {
    return new BlenderProbe.Unable("no probe yet");
  }
}
