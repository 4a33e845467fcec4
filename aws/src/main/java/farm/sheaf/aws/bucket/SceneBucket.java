package farm.sheaf.aws.bucket;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.scene.SceneVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket that artists upload to and fetch their films from. */
public final class SceneBucket implements SceneFiles {
  /** A film's metadata of this name holds the number of the run that made it. */
  private static final String RUN = "sheaf-run";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final int PRECONDITION_FAILED = 412;

  private final Bucket bucket;

  public SceneBucket(S3Client s3, String name) {
    this.bucket = new Bucket(s3, name);
  }

  /** {@inheritDoc} Never by prefix: {@code a.blend} is not there because {@code a.blend.bak} is. */
  @Override
  public Optional<SceneVersion> find(String key) {
    return bucket.head(key).map(head -> new SceneVersion(key, etag(head), head.contentLength()));
  }

  private static String etag(HeadObjectResponse head) {
    return head.eTag().replace("\"", "");
  }

  /**
   * {@inheritDoc}
   *
   * @throws SceneReplacedException when the key holds another version now, or none
   */
  @Override
  public byte[] head(SceneVersion version, int most) {
    if (version.bytes() == 0 || most == 0) {
      return new byte[0];
    }
    try {
      return bucket
          .s3()
          .getObjectAsBytes(
              request ->
                  request
                      .bucket(bucket.name())
                      .key(version.key())
                      .ifMatch(quoted(version))
                      .range("bytes=0-" + (most - 1)))
          .asByteArray();
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || bucket.missing(e, version.key())) {
        throw new SceneReplacedException(
            "%s was replaced or removed while it was read; send the request again"
                .formatted(version.key()));
      }
      throw e;
    }
  }

  private static String quoted(SceneVersion version) {
    return "\"" + version.etag() + "\"";
  }

  @Override
  public Download download(SceneVersion version, Path target) {
    try {
      bucket.fetch(GetObjectRequest.builder().key(version.key()).ifMatch(quoted(version)), target);
      return new Download.Downloaded();
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        return new Download.Replaced();
      }
      if (bucket.missing(e, version.key())) {
        return new Download.Gone();
      }
      throw e;
    }
  }

  /** {@inheritDoc} The run is noted in the object's metadata. */
  @Override
  public void putFilm(JobSpec spec, JobId id, int run, Path film) {
    new FilmUpload(bucket, FilmUpload.Terms.USUAL)
        .send(Keys.film(spec, id), film, Map.of(RUN, Integer.toString(run)));
  }

  /** {@inheritDoc} An object without the note of its run is somebody else's. */
  @Override
  public Optional<Integer> filmRun(JobSpec spec, JobId id) {
    return bucket
        .head(Keys.film(spec, id))
        .map(head -> head.metadata().getOrDefault(RUN, ""))
        .filter(run -> NUMBER.matcher(run).matches())
        .map(Integer::valueOf);
  }

  @Override
  public void deleteFilm(JobSpec spec, JobId id) {
    bucket.delete(Keys.film(spec, id));
  }
}
