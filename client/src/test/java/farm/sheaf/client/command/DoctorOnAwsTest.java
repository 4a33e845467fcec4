package farm.sheaf.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.deploy.cluster.StubCloud;
import org.junit.jupiter.api.Test;

/** The doctor of a farm on AWS looks at its cluster too, once it has found the farm. */
final class DoctorOnAwsTest {
  @Test
  void the_cluster_comes_after_the_farm_with_what_to_do() {
    try (StubCloud cloud = new StubCloud().withFarm("worker-cluster-alpha", 0)) {
      cloud.on(
          "GET /clusters/worker-cluster-alpha",
          200,
          """
          {"cluster": {"status": "CREATING", "version": "1.36",
           "resourcesVpcConfig": {"endpointPublicAccess": true}}}\
          """);

      Typed typed = Typed.in(cloud.environment(), "doctor", "--stage", "alpha");

      assertThat(typed.out())
          .containsSubsequence(
              "server and table",
              "warn  cluster          worker-cluster-alpha is being made",
              "aws eks wait cluster-active --name worker-cluster-alpha");
    }
  }

  @Test
  void a_farm_that_is_not_found_is_told_once() {
    try (StubCloud cloud = new StubCloud()) {
      cloud.on("AmazonSSM.GetParameter", 400, "{\"__type\": \"ParameterNotFound\"}");

      Typed typed = Typed.in(cloud.environment(), "doctor", "--stage", "alpha");

      assertThat(typed.exit()).isEqualTo(1);
      assertThat(typed.out()).contains("fail  farm").doesNotContain("cluster  ");
    }
  }
}
