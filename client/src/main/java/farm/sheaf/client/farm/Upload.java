package farm.sheaf.client.farm;

import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * A file on its way to a bucket.
 *
 * @param digest the SHA-256 of the file, noted with the object
 * @param existing what becomes of an object that is there already
 * @param progress is told how many bytes have been sent so far, from any thread
 */
public record Upload(Path file, Place to, String digest, Existing existing, LongConsumer progress) {
  /** What becomes of an object of the same key. */
  public enum Existing {
    /** It stays, also when it came at the very same time. */
    STAYS,
    REPLACED
  }

  /** How it ended. */
  public enum End {
    STORED,
    /** Another object is there and was to stay. */
    OTHER_STAYED
  }
}
