package farm.sheaf.client.farm;

/** Where an object lies, or the start of where several do. */
public record Place(String bucket, String key) {
  public Place below(String more) {
    return new Place(bucket, key + more);
  }

  /** The key's last part. */
  public String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}
