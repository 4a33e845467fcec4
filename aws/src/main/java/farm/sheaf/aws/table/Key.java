package farm.sheaf.aws.table;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where an item stands: the partition and its place there.
 *
 * <pre>
 * &lt;jobId&gt;    job                           a job, or the tombstone of one
 * &lt;jobId&gt;    page#&lt;run&gt;#&lt;page&gt;              which frames of a page are done, which failed
 * &lt;jobId&gt;    failure#&lt;run&gt;#&lt;frame&gt;          why a frame will not come
 * &lt;jobId&gt;    times#&lt;run&gt;#&lt;page&gt;             how long the attempts at a page's frames took
 * &lt;jobId&gt;    times#since                   the first run that counts, where an earlier job was erased
 * #workers   &lt;worker&gt;                      the last that was heard of a worker
 * #sweep     last                          the job that a sweep came to when its time was up
 * </pre>
 *
 * <p>Run and page have four digits, a frame has seven and is counted from Blender's lowest, so that
 * all sort as numbers do. A key holds its run, because a job that was deleted and submitted again
 * starts with a later run: what is written late to the old one cannot be taken for the new one's,
 * without any transaction. No job's id starts with {@code #}.
 */
record Key(String jobId, String item) {
  static final String PARTITION = "jobId";
  static final String ITEM = "item";
  static final String TIMES = "times#";
  static final String WORKERS = "#workers";

  static Key job(JobId id) {
    return new Key(id.value(), "job");
  }

  static Key page(JobId id, int run, int page) {
    return new Key(id.value(), pages(run) + "%04d".formatted(page));
  }

  /** What the places of a run's pages start with. */
  static String pages(int run) {
    return "page#%04d#".formatted(run);
  }

  static Key failure(JobId id, int run, int frame) {
    return new Key(id.value(), failures(run) + "%07d".formatted(frame - FrameSet.LOWEST));
  }

  /** What the places of a run's failures start with. */
  static String failures(int run) {
    return "failure#%04d#".formatted(run);
  }

  static Key times(JobId id, int run, int page) {
    return new Key(id.value(), TIMES + "%04d#%04d".formatted(run, page));
  }

  static Key timesSince(JobId id) {
    return new Key(id.value(), TIMES + "since");
  }

  static Key worker(String worker) {
    return new Key(WORKERS, worker);
  }

  static Key sweep() {
    return new Key("#sweep", "last");
  }

  static Key of(Map<String, AttributeValue> item) {
    return new Key(Attributes.text(item, PARTITION), Attributes.text(item, ITEM));
  }

  Map<String, AttributeValue> attributes() {
    return Map.of(PARTITION, Attributes.text(jobId), ITEM, Attributes.text(item));
  }
}
