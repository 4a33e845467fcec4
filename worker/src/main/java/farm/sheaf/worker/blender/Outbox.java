package farm.sheaf.worker.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The one folder of a session that Blender writes to. What it left there is taken out before
 * anybody looks at it, so that a scene can neither point the worker at another file nor change one
 * after it was checked.
 */
record Outbox(Path folder) {
  private static final String NAME = "out";

  /** The folder's path below the session's; {@link #in} makes it. */
  static Path path(Path scratch) {
    return scratch.toAbsolutePath().resolve(NAME);
  }

  static Outbox in(Path scratch, Launching launching) throws IOException {
    Path folder = Files.createDirectories(path(scratch));
    return new Outbox(SharedFiles.open(folder, launching));
  }

  /** Where Blender shall leave the file that is to become this target. */
  Path placeFor(Path target) {
    return folder.resolve(target.getFileName());
  }

  /** Moves the file to its target; false when it is not there, is empty, or is not a plain file. */
  boolean take(Path target) {
    try {
      Files.move(placeFor(target), target, StandardCopyOption.REPLACE_EXISTING);
      return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && Files.size(target) > 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
