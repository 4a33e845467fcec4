package farm.sheaf.aws.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.aws.TestS3;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Keys;
import org.junit.jupiter.api.Test;

class LogBucketTest {
  private static final JobId JOB = new JobId("a-1");

  private final LogBucket logs = new LogBucket(TestS3.CLIENT, TestS3.newBucket());

  @Test
  void parts_are_kept_by_job_until_they_are_removed() {
    String first = Keys.jobLog(JOB, "0001");
    String second = Keys.jobLog(JOB, "0002");
    String other = Keys.jobLog(new JobId("a-12"), "0001");
    String worker = Keys.workerLog("w-1", "0001");
    logs.put(second, "two\n");
    logs.put(first, "draft\n");
    logs.put(first, "one ü\n");
    logs.put(other, "other\n");
    logs.put(worker, "worker\n");
    assertThat(logs.parts(JOB)).containsExactly(first, second);
    assertThat(logs.text(first)).contains("one ü\n");
    logs.deleteAll(JOB);
    assertThat(logs.parts(JOB)).isEmpty();
    assertThat(logs.text(first)).isEmpty();
    assertThat(logs.text(other)).contains("other\n");
    assertThat(logs.text(worker)).contains("worker\n");
  }
}
