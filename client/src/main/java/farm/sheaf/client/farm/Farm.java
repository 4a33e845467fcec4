package farm.sheaf.client.farm;

import farm.sheaf.aws.FarmResources;

/** A farm that can be reached. */
public record Farm(FarmServer server, ObjectStore objects, FarmResources.Buckets buckets) {
  /** Where a scene lies. */
  public Place scene(String key) {
    return new Place(buckets.renderFiles(), key);
  }
}
