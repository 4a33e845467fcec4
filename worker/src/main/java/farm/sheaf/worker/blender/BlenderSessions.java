package farm.sheaf.worker.blender;

/** Sessions with a real Blender, one process each. */
public final class BlenderSessions implements Sessions {
  private final BlenderProgram program;

  public BlenderSessions(BlenderProgram program) {
    this.program = program;
  }

  @Override
  public OpenResult open(SceneSetup setup) {
    throw new UnsupportedOperationException(program + " not written yet");
  }
}
