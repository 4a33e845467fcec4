package farm.sheaf.deploy;

/** Deletes all that is in a bucket, with all versions. */
record EmptyBucket(Removal removal, String name) implements Step {
  @Override
  public String title() {
    return "Content of " + name;
  }

  @Override
  public Look look() {
    return buckets().lookToRemove(name);
  }

  @Override
  public String run() {
    long[] all = {0};
    buckets()
        .empty(
            name,
            gone -> {
              all[0] = gone;
              removal.shell().talk().rewrite("      %,d objects deleted".formatted(gone));
            });
    return "%,d objects deleted".formatted(all[0]);
  }

  private Buckets buckets() {
    return new Buckets(removal.target().access());
  }
}
