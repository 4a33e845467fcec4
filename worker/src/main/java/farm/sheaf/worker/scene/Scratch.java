package farm.sheaf.worker.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This worker's folder below the scratch folder that all workers of a machine share. A lock tells
 * that its worker lives: what a killed one left behind, the next one to start removes.
 */
public final class Scratch implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel lock;

  private Scratch(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes a folder for this worker, and removes those of dead ones.
   *
   * @param shared made if it is missing
   */
  public static Scratch open(Path shared, String worker) throws IOException {
    Files.createDirectories(shared);
    removeDead(shared);
    Path folder = Files.createDirectories(shared.resolve(worker)).toRealPath();
    FileChannel lock = locked(folder);
    if (lock == null) {
      throw new IOException(
          "%s is in use: another worker with the id \"%s\" runs".formatted(folder, worker));
    }
    return new Scratch(folder, lock);
  }

  private static void removeDead(Path shared) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(shared)) {
      folders = all.filter(folder -> Files.exists(folder.resolve(LOCK))).toList();
    }
    for (Path folder : folders) {
      try (FileChannel lock = locked(folder)) {
        if (lock != null) {
          remove(folder);
        }
      }
    }
  }

  private static @Nullable FileChannel locked(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by another worker in this very process.
    }
    channel.close();
    return null;
  }

  public Path folder() {
    return folder;
  }

  /** An empty folder of this name below. */
  public Path fresh(String name) throws IOException {
    Path fresh = folder.resolve(name);
    remove(fresh);
    return Files.createDirectories(fresh);
  }

  /** Removes a folder and all in it; harmless when it is not there. */
  public static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException e) {
      // A dying Blender may still remove its own temporary files.
      if (!(e.getCause() instanceof NoSuchFileException)) {
        throw e.getCause();
      }
    }
  }

  @Override
  public void close() throws IOException {
    remove(folder);
    lock.close();
  }
}
