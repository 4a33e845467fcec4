package farm.sheaf.worker.scene;

import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.scene.SceneVersion;
import farm.sheaf.worker.outage.OutageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Scene files on the local disk, by version. The least recently used go when there are too many
 * bytes; the one asked for always fits.
 */
public final class SceneCache {
  private final SceneFiles store;
  private final Path folder;
  private final long mostBytes;
  private final Map<SceneVersion, Path> cached = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param folder an existing one, this cache's alone
   * @param mostBytes what all files together may have
   */
  public SceneCache(SceneFiles store, Path folder, long mostBytes) {
    this.store = store;
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  /** What came of asking for a scene file. */
  public sealed interface Lookup {
    record Here(Path file) implements Lookup {}

    /**
     * This version will never come.
     *
     * @param message for people, with what to do
     */
    record Lost(String message) implements Lookup {}
  }

  public boolean has(SceneVersion version) {
    return cached.containsKey(version);
  }

  /**
   * The file of exactly this version, downloaded if need be.
   *
   * @throws OutageException when the bucket does not answer
   */
  public Lookup fetch(SceneVersion version) throws IOException {
    Path known = cached.get(version);
    if (known != null) {
      return new Lookup.Here(known);
    }
    makeRoom(version.bytes());
    Path home = Files.createDirectories(folder.resolve(nameFor(version)));
    Path file = home.resolve(fileName(version.key()));
    Path partial = home.resolve("partial");
    Files.deleteIfExists(partial);
    return switch (OutageException.unless(() -> store.download(version, partial))) {
      case SceneFiles.Download.Downloaded() -> {
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        cached.put(version, file);
        yield new Lookup.Here(file);
      }
      case SceneFiles.Download.Replaced() ->
          new Lookup.Lost(
              "%s was replaced by another upload after this job was submitted; submit it again"
                  .formatted(version.key()));
      case SceneFiles.Download.Gone() ->
          new Lookup.Lost(
              "%s was deleted after this job was submitted; upload it and submit it again"
                  .formatted(version.key()));
    };
  }

  private void makeRoom(long bytes) throws IOException {
    long total = bytes + cached.keySet().stream().mapToLong(SceneVersion::bytes).sum();
    Iterator<Map.Entry<SceneVersion, Path>> oldest = cached.entrySet().iterator();
    while (total > mostBytes && oldest.hasNext()) {
      Map.Entry<SceneVersion, Path> entry = oldest.next();
      Scratch.remove(folder.resolve(nameFor(entry.getKey())));
      total -= entry.getKey().bytes();
      oldest.remove();
    }
  }

  private static String nameFor(SceneVersion version) {
    String what = version.key() + "\n" + version.etag();
    return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The user's own name where the disk takes it: it is what Blender's messages say. */
  private static String fileName(String key) {
    String last = key.substring(key.lastIndexOf('/') + 1);
    boolean plain =
        last.getBytes(StandardCharsets.UTF_8).length <= 200
            && last.endsWith(".blend")
            && last.chars().noneMatch(Character::isISOControl);
    return plain ? last : "scene.blend";
  }
}
