package farm.sheaf.worker.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that a Blender of another user may use: the group's, and no one else's. */
final class SharedFiles {
  private static final String GROUP = "rwxrwx---";

  private SharedFiles() {}

  /** Lets that Blender write to this folder, or connect to this socket. */
  static Path open(Path file, Launching launching) throws IOException {
    return switch (launching) {
      case Launching.Direct _, Launching.Confined _ -> file;
      case Launching.Apart _ ->
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(GROUP));
    };
  }
}
