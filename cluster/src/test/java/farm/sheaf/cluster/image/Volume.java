package farm.sheaf.cluster.image;

/** A volume of the engine's, removed at the end. */
record Volume(Podman podman, String name) implements AutoCloseable {
  /** An empty one: what a killed run left of that name is removed. */
  static Volume create(Podman podman, String name) {
    podman.run(Shell.SHORT, "volume", "rm", "--force", name);
    podman.run(Shell.SHORT, "volume", "create", name);
    return new Volume(podman, name);
  }

  @Override
  public void close() {
    podman.run(Shell.SHORT, "volume", "rm", "--force", name);
  }
}
