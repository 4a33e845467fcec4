package farm.sheaf.aws.bucket;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.LogFiles;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** The bucket of readable logs. */
public final class LogBucket implements LogFiles {
  private final Bucket bucket;

  public LogBucket(S3Client s3, String name) {
    this.bucket = new Bucket(s3, name);
  }

  @Override
  public void put(String key, String text) {
    bucket.put(key, text);
  }

  /** The keys of a job's log parts, by worker and then by time. */
  public List<String> parts(JobId id) {
    return bucket.list(Keys.jobLogs(id));
  }

  /** A part's text; empty when there is none. */
  public Optional<String> text(String key) {
    return bucket.text(key);
  }

  @Override
  public void deleteAll(JobId id) {
    bucket.deleteAll(bucket.list(Keys.jobLogs(id)));
  }
}
