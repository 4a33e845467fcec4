package farm.sheaf.core.job;

import static farm.sheaf.core.job.JobStatus.CANCELED;
import static farm.sheaf.core.job.JobStatus.COMPLETED;
import static farm.sheaf.core.job.JobStatus.FAILED;
import static farm.sheaf.core.job.JobStatus.QUEUED;
import static farm.sheaf.core.job.JobStatus.RENDERING;
import static farm.sheaf.core.job.JobStatus.SEQUENCING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobStatusTest {
  private static final Map<JobStatus, Set<JobStatus>> MATRIX =
      Map.of(
          QUEUED, Set.of(RENDERING, SEQUENCING, COMPLETED, FAILED, CANCELED),
          RENDERING, Set.of(SEQUENCING, COMPLETED, FAILED, CANCELED),
          SEQUENCING, Set.of(RENDERING, COMPLETED, FAILED, CANCELED),
          COMPLETED, Set.of(QUEUED),
          FAILED, Set.of(QUEUED, SEQUENCING, COMPLETED),
          CANCELED, Set.of(QUEUED));

  @Test
  void allows_these_transitions_and_no_other() {
    for (JobStatus status : JobStatus.values()) {
      assertThat(status.next()).as(status.word()).isEqualTo(MATRIX.get(status));
    }
  }

  @Test
  void row4_a_status_is_read_as_the_word_that_it_is_written_as() {
    for (JobStatus status : JobStatus.values()) {
      assertThat(JobStatus.of(status.word())).isEqualTo(status);
    }
    assertThat(COMPLETED.word()).isEqualTo("completed");
  }

  @Test
  void is_active_until_it_has_ended() {
    assertThat(Set.of(JobStatus.values()).stream().filter(JobStatus::active))
        .containsExactlyInAnyOrder(QUEUED, RENDERING, SEQUENCING);
  }
}
