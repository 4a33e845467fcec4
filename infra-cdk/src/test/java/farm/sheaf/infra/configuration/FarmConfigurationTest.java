package farm.sheaf.infra.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FarmConfigurationTest {
  @Test
  void a_farm_of_which_nothing_was_said_is_private_small_and_has_no_gpu() {
    FarmConfiguration farm = FarmConfiguration.defaults();
    assertThat(farm.stage().name()).isEqualTo("prod");
    assertThat(farm.workers()).isEqualTo(new WorkerLimits(10, 0));
    assertThat(farm.workers().pools()).containsExactly("cpu");
    assertThat(farm.keeping()).isEqualTo(new Keeping(30, 30, Keeping.TableProtection.ON));
    assertThat(farm.spending())
        .isEqualTo(new Spending(50, Optional.empty(), Spending.TopicEncryption.DISK));
    assertThat(farm.cluster().presence()).isEqualTo(ClusterPlan.Presence.YES);
    assertThat(farm.cluster().scaling()).isEqualTo(ClusterPlan.Scaling.KEDA);
    assertThat(farm.cluster().kubernetes()).hasToString("1.36");
    assertThat(farm.cluster().apiCidrs()).isEmpty();
    assertThat(farm.cluster().admins()).isEmpty();
  }

  @Test
  void all_that_is_said_is_taken() {
    FarmConfiguration farm =
        FarmConfiguration.read(
            Map.ofEntries(
                Map.entry("sheaf:stage", "test1"),
                Map.entry("sheaf:max-workers-cpu", "3"),
                Map.entry("sheaf:max-workers-gpu", "2"),
                Map.entry("sheaf:frames-kept-days", "20"),
                Map.entry("sheaf:logs-kept-days", "90"),
                Map.entry("sheaf:table-protection", "off"),
                Map.entry("sheaf:budget-dollars", "7"),
                Map.entry("sheaf:alarm-email", "a@example.com"),
                Map.entry("sheaf:alarm-encryption", "own-key"),
                Map.entry("sheaf:cluster", "no"),
                Map.entry("sheaf:scaling", "hpa"),
                Map.entry("sheaf:kubernetes", "1.37"),
                Map.entry("sheaf:api-cidrs", "203.0.113.7/32, 198.51.100.0/24"),
                Map.entry("sheaf:admins", "arn:aws:iam::123456789012:role/x/farm-admin")));
    assertThat(farm.stage().name()).isEqualTo("test1");
    assertThat(farm.workers()).isEqualTo(new WorkerLimits(3, 2));
    assertThat(farm.workers().pools()).containsExactly("cpu", "gpu");
    assertThat(farm.keeping()).isEqualTo(new Keeping(20, 90, Keeping.TableProtection.OFF));
    assertThat(farm.spending())
        .isEqualTo(new Spending(7, Optional.of("a@example.com"), Spending.TopicEncryption.OWN_KEY));
    assertThat(farm.cluster().presence()).isEqualTo(ClusterPlan.Presence.NO);
    assertThat(farm.cluster().scaling()).isEqualTo(ClusterPlan.Scaling.HPA);
    assertThat(farm.cluster().kubernetes()).hasToString("1.37");
    assertThat(farm.cluster().apiCidrs())
        .containsExactly(new AddressRange("203.0.113.7/32"), new AddressRange("198.51.100.0/24"));
    assertThat(farm.cluster().admins())
        .containsExactly(new Admin("arn:aws:iam::123456789012:role/x/farm-admin"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sheaf:stage            | Prod        | "Prod" is no stage; write 1 to 10 lower-case letters or digits, such as prod
          sheaf:stage            | a-long-name | "a-long-name" is no stage; write 1 to 10 lower-case letters or digits, such as prod
          sheaf:stage            | ''          | "" is no stage; write 1 to 10 lower-case letters or digits, such as prod
          sheaf:max-workers-cpu  | 0           | 0 workers; write a number from 1 to 1,000
          sheaf:max-workers-cpu  | many        | "many" is no whole number; write one such as 30
          sheaf:max-workers-gpu  | -1          | -1 workers; write a number from 0 to 1,000
          sheaf:frames-kept-days | 14          | 14 days; write a number from 15 (a queue keeps a message for 14) to 3,650
          sheaf:logs-kept-days   | 31          | 31 days is no retention that CloudWatch Logs knows; write one of [7, 14, 30, 60, 90, 120, 150, 180, 365]
          sheaf:table-protection | yes         | "yes" is unknown; write on or off
          sheaf:budget-dollars   | 0           | $0 a month; write whole dollars from 1 to 1,000,000
          sheaf:budget-dollars   | 9.99        | "9.99" is no whole number; write one such as 30
          sheaf:alarm-email      | me          | "me" is no e-mail address; write one such as renders@example.com
          sheaf:alarm-encryption | kms         | "kms" is unknown; write disk or own-key
          sheaf:cluster          | true        | "true" is unknown; write yes or no
          sheaf:scaling          | manual      | "manual" is unknown; write keda or hpa
          sheaf:kubernetes       | latest      | "latest" is no version of Kubernetes; write one such as 1.36
          sheaf:api-cidrs        | 0.0.0.0/0   | 0.0.0.0/0 is the whole internet; write your own address, such as 203.0.113.7/32
          sheaf:api-cidrs        | 203.0.113.7 | "203.0.113.7" is no range of addresses; write one such as 203.0.113.7/32
          sheaf:api-cidrs        | 1.2.3.256/8 | "1.2.3.256/8" is no range of addresses; write one such as 203.0.113.7/32
          sheaf:admins           | arn:aws:sts::123456789012:assumed-role/a/b | "arn:aws:sts::123456789012:assumed-role/a/b" is no IAM role or user (for a session write its role); write an ARN such as arn:aws:iam::123456789012:role/farm-admin
          """)
  void what_cannot_be_is_told_with_its_key_its_value_and_what_to_write(
      String key, String value, String complaint) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> FarmConfiguration.read(Map.of(key, value)))
        .withMessage(key + ": " + complaint);
  }

  @Test
  void an_unknown_key_is_told_with_the_nearest_known_one() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> FarmConfiguration.read(Map.of("sheaf:max-worker-cpu", "3")))
        .withMessage(
            "sheaf:max-worker-cpu: there is no such key; the nearest is sheaf:max-workers-cpu");
  }
}
