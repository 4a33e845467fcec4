package farm.sheaf.local.s3;

/**
 * Which new objects the farm hears of: frames in the bucket of frames, films in the bucket of
 * scenes. On AWS the buckets' notification configuration says the same.
 */
public record EventRules(String frameBucket, String sceneBucket) {
  boolean wants(String bucket, String key) {
    return (bucket.equals(frameBucket) && key.contains("/frames/"))
        || (bucket.equals(sceneBucket) && key.startsWith("output/") && key.endsWith(".mp4"));
  }
}
