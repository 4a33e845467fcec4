package farm.sheaf.worker.blender;

/** What came of looking for Blender. */
public sealed interface BlenderSearch {
  /** The same, with what was found started like this. */
  default BlenderSearch with(Launching launching) {
    return switch (this) {
      case Found(BlenderProgram program) -> new Found(program.with(launching));
      case NotFound notFound -> notFound;
    };
  }

  record Found(BlenderProgram program) implements BlenderSearch {}

  /**
   * @param message where it was looked for, and what to do
   */
  record NotFound(String message) implements BlenderSearch {}
}
