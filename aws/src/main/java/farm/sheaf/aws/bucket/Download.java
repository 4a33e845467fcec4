package farm.sheaf.aws.bucket;

import farm.sheaf.core.scene.SceneVersion;

/** What became of fetching a scene file. */
public sealed interface Download {
  /** It is there, whole, in exactly this version. */
  record Done() implements Download {}

  /** There is another file of this key now, which is not what the job was asked to render. */
  record Replaced(SceneVersion wanted) implements Download {
    public String message() {
      return "%s was uploaded again after this job was submitted; submit it again to render the new file"
          .formatted(wanted.key());
    }
  }

  /** There is no file of this key any more. */
  record Missing(SceneVersion wanted) implements Download {
    public String message() {
      return "%s was removed after this job was submitted; upload it and submit it again"
          .formatted(wanted.key());
    }
  }
}
