package farm.sheaf.local.table;

import java.nio.file.Path;

/** A newer version of the farm has written the database, in tables that this one does not know. */
public final class NewerJobTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NewerJobTableException(Path file, int version) {
    super(
        "the job table in %s is of version %d, and this Sheaf knows versions up to %d; start the farm with the Sheaf that wrote it, or name another folder in SHEAF_HOME"
            .formatted(file, version, Schema.VERSION));
  }
}
