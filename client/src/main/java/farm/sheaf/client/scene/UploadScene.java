package farm.sheaf.client.scene;

import farm.sheaf.client.farm.ObjectStore;
import farm.sheaf.client.farm.Place;
import farm.sheaf.client.farm.StoredObject;
import farm.sheaf.client.farm.Upload;
import farm.sheaf.client.farm.Upload.End;
import farm.sheaf.client.farm.Upload.Existing;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Brings a scene to the farm, and never sends the same content twice: that would cost time, and
 * where a bucket keeps versions it would make another job.
 */
public record UploadScene(ObjectStore objects) {
  /** What it took. */
  public sealed interface Outcome {
    /** The farm has it now. */
    record Sent(long bytes) implements Outcome {}

    /** The farm had it already. */
    record AlreadyThere() implements Outcome {}
  }

  /** What a file is known by without reading it. */
  private record Looks(long bytes, FileTime saved) {}

  /**
   * @param progress is told how many bytes have been sent so far, from any thread
   */
  public Outcome upload(SceneFile scene, Place to, LongConsumer progress) {
    Looks before = looks(scene);
    Digests digests = Digests.of(scene.path());
    Optional<StoredObject> stored = objects.find(to);
    if (stored.isPresent() && same(stored.get(), before, digests)) {
      return new Outcome.AlreadyThere();
    }
    Existing existing = stored.isPresent() ? Existing.REPLACED : Existing.STAYS;
    End end = objects.upload(new Upload(scene.path(), to, digests.sha256(), existing, progress));
    if (end == End.OTHER_STAYED) {
      // Somebody uploaded to the same key at the same time; it may be the same scene.
      return upload(scene, to, progress);
    }
    if (!looks(scene).equals(before)) {
      throw Problem.failed(
          "%s was saved again while it was uploaded.\nOnce Blender is done with it, run the same command again."
              .formatted(scene.path()));
    }
    return new Outcome.Sent(before.bytes());
  }

  private static boolean same(StoredObject stored, Looks looks, Digests digests) {
    return stored.bytes() == looks.bytes() && digests.matches(stored);
  }

  private static Looks looks(SceneFile scene) {
    try {
      return new Looks(Files.size(scene.path()), Files.getLastModifiedTime(scene.path()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + scene.path(), e);
    }
  }
}
