package farm.sheaf.worker.film;

import java.io.IOException;
import java.nio.file.Path;

/** Where a film's frames come from. Called from several threads at once. */
public interface FrameSource {
  /**
   * Writes a frame's image.
   *
   * @param target a file that is not there yet
   * @return whether there is such a frame
   */
  boolean fetch(int frame, Path target) throws IOException;
}
