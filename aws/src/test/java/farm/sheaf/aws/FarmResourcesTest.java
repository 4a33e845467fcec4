package farm.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.aws.FarmResources.Fairness;
import farm.sheaf.core.job.Pool;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FarmResourcesTest {
  @Test
  void without_variables_the_names_are_the_originals() {
    FarmResources resources = FarmResources.fromEnvironment(Map.of("PATH", "/bin"));
    assertThat(resources).isEqualTo(FarmResources.ONE_MACHINE);
    assertThat(resources.buckets().renderFiles()).isEqualTo("render-files-bucket");
    assertThat(resources.queues().job(Pool.CPU)).isEqualTo("JobQueue");
    assertThat(resources.table()).isEqualTo("JobTable");
  }

  @Test
  void names_survive_the_environment() {
    FarmResources stage =
        FarmResources.fromEnvironment(
            Map.of(
                "SHEAF_PNG_FILES_BUCKET", "stage-png-1234",
                "SHEAF_JOB_QUEUES", "cpu=StageJobs, gpu=StageGpuJobs",
                "SHEAF_LOGGING_QUEUE_DEAD", "StageLoggingDead",
                "SHEAF_FAIR_QUEUES", "by-job",
                "SHEAF_JOB_TABLE", "StageJobs"));
    assertThat(stage.buckets().pngFiles()).isEqualTo("stage-png-1234");
    assertThat(stage.queues().job(new Pool("gpu"))).isEqualTo("StageGpuJobs");
    assertThat(stage.queues().fairness()).isEqualTo(Fairness.BY_JOB);
    assertThat(FarmResources.fromEnvironment(stage.toEnvironment())).isEqualTo(stage);
  }

  @Test
  void a_variable_that_cannot_be_read_is_named() {
    assertRefused("SHEAF_JOB_QUEUES", "JobQueue");
    assertRefused("SHEAF_JOB_TABLE", " ");
    assertRefused("SHEAF_FAIR_QUEUES", "yes");
  }

  private static void assertRefused(String variable, String value) {
    assertThatThrownBy(() -> FarmResources.fromEnvironment(Map.of(variable, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable);
  }
}
