package farm.sheaf.client.scene;

import farm.sheaf.client.farm.ObjectStore;
import farm.sheaf.client.farm.Place;
import farm.sheaf.client.farm.StoredObject;
import farm.sheaf.client.talk.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Brings a scene to the farm, and never sends the same content twice: that would cost time, and
 * where a bucket keeps versions it would make another job.
 */
public record UploadScene(ObjectStore objects) {
  /** The most that S3 takes in one PUT. */
  private static final long MOST = 5L << 30;

  /** What it took. */
  public sealed interface Outcome {
    /** The farm has it now. */
    record Sent(long bytes) implements Outcome {}

    /** The farm had it already. */
    record AlreadyThere() implements Outcome {}
  }

  public Outcome upload(SceneFile scene, Place to) {
    long bytes = size(scene);
    if (bytes > MOST) {
      throw Problem.failed(
          ("%s has %,d bytes; one upload takes at most %,d.\nUpload it with \"aws s3 cp\" (see"
                  + " ./sheaf env), then: ./sheaf submit --key \"%s\"")
              .formatted(scene.path(), bytes, MOST, to.key()));
    }
    Digests digests = Digests.of(scene.path());
    Optional<StoredObject> stored = objects.find(to);
    if (stored.isPresent() && stored.get().bytes() == bytes && digests.matches(stored.get())) {
      return new Outcome.AlreadyThere();
    }
    objects.upload(scene.path(), to, digests.sha256());
    return new Outcome.Sent(bytes);
  }

  private static long size(SceneFile scene) {
    try {
      return Files.size(scene.path());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + scene.path(), e);
    }
  }
}
