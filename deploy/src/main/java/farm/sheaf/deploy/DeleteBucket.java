package farm.sheaf.deploy;

/** Deletes an empty bucket, which the stack that made it left on purpose. */
record DeleteBucket(Removal removal, String name) implements Step {
  @Override
  public String title() {
    return "Bucket " + name;
  }

  @Override
  public Look look() {
    return buckets().lookToRemove(name);
  }

  @Override
  public String run() {
    buckets().empty(name, _ -> {});
    buckets().delete(name);
    return "deleted";
  }

  private Buckets buckets() {
    return new Buckets(removal.target().access());
  }
}
