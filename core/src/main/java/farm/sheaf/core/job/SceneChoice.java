package farm.sheaf.core.job;

import java.util.Optional;

/** Which scene and camera of the file; empty means the one that the file was saved with. */
public record SceneChoice(Optional<String> scene, Optional<String> camera) {
  public static final SceneChoice AS_SAVED = new SceneChoice(Optional.empty(), Optional.empty());
}
