package farm.sheaf.worker.blender;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A short-lived folder that only its owner can enter, in the temporary folder; or, for a Blender of
 * another user, one that its group can enter, in the folder that they share.
 */
record TemporaryFolder(Path folder) implements AutoCloseable {
  private static final String NAME = "sheaf";

  static TemporaryFolder create(Launching launching) throws IOException {
    return switch (launching) {
      case Launching.Direct _, Launching.Confined _ ->
          new TemporaryFolder(
              Files.createTempDirectory(
                  NAME,
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rwx------"))));
      case Launching.Apart(Path _, Path shared) ->
          new TemporaryFolder(
              SharedFiles.open(
                  Files.createTempDirectory(Files.createDirectories(shared), NAME), launching));
    };
  }

  @Override
  public void close() throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failed)
              throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
