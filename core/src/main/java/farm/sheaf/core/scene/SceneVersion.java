package farm.sheaf.core.scene;

/**
 * One version of an uploaded scene file, as S3 knows it.
 *
 * @param key its key in the bucket of render files
 * @param etag S3's ETag without quotes; a changed upload has another
 * @param bytes its size
 */
public record SceneVersion(String key, String etag, long bytes) {}
