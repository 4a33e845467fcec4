package farm.sheaf.aws.bucket;

/** A scene file was uploaded again, or removed, after its version was looked up. */
public final class SceneReplacedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SceneReplacedException(String message) {
    super(message);
  }
}
