package farm.sheaf.worker.blender;

import java.nio.file.Path;

/** What came of a scene's sound. None of these fails a job: a film without sound is a film. */
public sealed interface MixdownResult {
  /** The sound of all the frames, as 16-bit PCM. */
  record Mixed(Path wav) implements MixdownResult {}

  /** The scene has no sound. */
  record Silent() implements MixdownResult {}

  /** The scene has sound that could not be had. */
  record Missing(String message) implements MixdownResult {}
}
