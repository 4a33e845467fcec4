package farm.sheaf.worker.render;

import farm.sheaf.core.job.FailureKind;

/** What came of a rendered image. */
sealed interface Stored {
  int frame();

  /** It is in S3, so the frame counts. */
  record Well(int frame) implements Stored {}

  /** It was broken, or could not be stored. */
  record Failed(int frame, FailureKind kind, String message) implements Stored {}
}
