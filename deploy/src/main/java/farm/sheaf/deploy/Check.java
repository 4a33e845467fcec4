package farm.sheaf.deploy;

/** A step that only looks: it finds that all is well, or says what is not. It is never run. */
interface Check extends Step {
  @Override
  default String run() {
    throw new IllegalStateException("a look is all that it takes");
  }
}
