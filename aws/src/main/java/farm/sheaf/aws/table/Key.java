package farm.sheaf.aws.table;

import farm.sheaf.core.job.JobId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where an item stands: the partition and its place there.
 *
 * <pre>
 * &lt;jobId&gt;    job                      a job, or the tombstone of one
 * &lt;jobId&gt;    task#0001#00012          what is known of a task of a run
 * &lt;jobId&gt;    timing#&lt;frame&gt;#&lt;attempt&gt;  how long an attempt took
 * #workers   &lt;worker&gt;                 the last that was heard of a worker
 * #queues    &lt;pool&gt;                   since when a pool's queue is empty
 * </pre>
 *
 * <p>A task's key holds its run, because a job that was deleted and submitted again starts with a
 * later run: what is written late to the old one cannot be taken for the new one's, without any
 * transaction. No job's id starts with {@code #}.
 */
record Key(String jobId, String item) {
  static final String PARTITION = "jobId";
  static final String ITEM = "item";
  static final String TASKS = "task#";
  static final String TIMINGS = "timing#";
  static final String WORKERS = "#workers";
  static final String QUEUES = "#queues";

  static Key job(JobId id) {
    return new Key(id.value(), "job");
  }

  static Key task(JobId id, int run, int task) {
    return new Key(id.value(), tasks(run) + "%05d".formatted(task));
  }

  /** What the places of a run's tasks start with. */
  static String tasks(int run) {
    return TASKS + "%04d#".formatted(run);
  }

  static Key timing(JobId id, int frame, int attempt) {
    return new Key(id.value(), TIMINGS + frame + "#" + attempt);
  }

  static Key of(Map<String, AttributeValue> item) {
    return new Key(Attributes.text(item, PARTITION), Attributes.text(item, ITEM));
  }

  Map<String, AttributeValue> attributes() {
    return Map.of(PARTITION, Attributes.text(jobId), ITEM, Attributes.text(item));
  }
}
