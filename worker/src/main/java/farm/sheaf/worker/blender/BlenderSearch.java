package farm.sheaf.worker.blender;

/** What came of looking for Blender. */
public sealed interface BlenderSearch {
  record Found(BlenderProgram program) implements BlenderSearch {}

  /**
   * @param message where it was looked for, and what to do
   */
  record NotFound(String message) implements BlenderSearch {}
}
