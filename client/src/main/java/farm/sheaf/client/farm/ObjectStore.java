package farm.sheaf.client.farm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The farm's buckets, as far as a client needs them. */
public interface ObjectStore {
  Optional<StoredObject> find(Place place);

  /** Sends a file, whole or not at all. */
  Upload.End upload(Upload upload);

  /** Everything whose key starts with the place's, in order of keys. */
  List<StoredObject> list(Place prefix);

  /** Writes the object to a file that is not there yet. */
  void download(Place from, Path to);

  /** An object as text; for logs. */
  String text(Place place);
}
