package farm.sheaf.client.farm;

/** The buckets of one farm by what they hold. */
public record Buckets(String renderFiles, String pngFiles, String workerLogging) {
  /** The names on one machine. */
  public static final Buckets PLAIN =
      new Buckets("render-files-bucket", "png-files-bucket", "worker-logging-bucket");

  public Place scene(String key) {
    return new Place(renderFiles, key);
  }
}
