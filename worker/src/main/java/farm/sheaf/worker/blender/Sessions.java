package farm.sheaf.worker.blender;

/** Opens scenes; {@link BlenderSessions} is the one with a real Blender. */
public interface Sessions {
  /**
   * Starts a Blender with this scene loaded and the job's settings applied. Blocks until the scene
   * is ready to render or is refused.
   */
  OpenResult open(SceneSetup setup);
}
