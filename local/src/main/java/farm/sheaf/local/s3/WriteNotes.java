package farm.sheaf.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Notes on disk of the uploads under way.
 *
 * <p>S3Proxy writes an object to {@code <key>-<uuid>} beside its place and renames it when it is
 * whole, so a reader never sees half an object under its own key. But the temporary name is listed
 * as if it were an object, and stays for ever when the farm is killed. So each upload is noted
 * before it starts: while it runs its temporary names are left out of lists, and the next start
 * deletes those of uploads that never ended.
 */
final class WriteNotes {
  private static final Pattern TEMPORARY =
      Pattern.compile("-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$");
  private static final int SUFFIX = 37;

  private final Path folder;
  private final Map<UUID, Target> underWay = new ConcurrentHashMap<>();

  private record Target(String bucket, String key) {}

  WriteNotes(Path folder) {
    this.folder = folder;
  }

  /** Writes an object with a note of it for as long as it takes. */
  <T> T during(String bucket, String key, Supplier<T> write) {
    UUID id = UUID.randomUUID();
    Path note = folder.resolve(id.toString());
    underWay.put(id, new Target(bucket, key));
    try {
      Files.writeString(note, bucket + "\n" + key);
      try {
        return write.get();
      } finally {
        Files.deleteIfExists(note);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      underWay.remove(id);
    }
  }

  /** Whether a listed name is the temporary one of an upload under way. */
  boolean hides(String bucket, String listed) {
    return !underWay.isEmpty()
        && TEMPORARY.matcher(listed).find()
        && underWay.containsValue(
            new Target(bucket, listed.substring(0, listed.length() - SUFFIX)));
  }

  /** Deletes what uploads that never ended left in this folder of buckets. */
  void cleanUp(Path buckets) {
    try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder)) {
      for (Path note : notes) {
        String[] target = Files.readString(note).split("\n", 2);
        if (target.length == 2) {
          deleteTemporaries(buckets.resolve(target[0]).resolve(target[1]));
        }
        Files.delete(note);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteTemporaries(Path place) throws IOException {
    Path parent = place.getParent();
    Path name = place.getFileName();
    if (parent == null || name == null || !Files.isDirectory(parent)) {
      return;
    }
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent)) {
      for (Path sibling : siblings) {
        String file = String.valueOf(sibling.getFileName());
        if (TEMPORARY.matcher(file).find()
            && file.substring(0, file.length() - SUFFIX).equals(name.toString())) {
          Files.deleteIfExists(sibling);
        }
      }
    }
  }
}
