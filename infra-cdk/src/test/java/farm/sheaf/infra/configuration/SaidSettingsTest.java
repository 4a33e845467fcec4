package farm.sheaf.infra.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SaidSettingsTest {
  @Test
  void the_context_counts_more_than_a_property_and_that_more_than_the_environment() {
    Map<String, String> said =
        SaidSettings.gather(
            Map.of("SHEAF_STAGE", "env", "SHEAF_CLUSTER", "no", "SHEAF_ADMINS", "env"),
            Map.of("sheaf.stage", "property", "sheaf.cluster", "yes"),
            Map.of("sheaf:stage", "context"));
    assertThat(said)
        .containsOnly(
            Map.entry("sheaf:stage", "context"),
            Map.entry("sheaf:cluster", "yes"),
            Map.entry("sheaf:admins", "env"));
  }

  @Test
  void what_is_not_the_farms_is_left_alone() {
    assertThat(
            SaidSettings.gather(
                Map.of("SHEAF_BLENDER", "/opt/blender", "PATH", "/bin"),
                Map.of("sheaf.checkout", "/src", "java.version", "17"),
                Map.of("@aws-cdk/core:validateAgainstDefaultRules", true)))
        .isEmpty();
  }

  @Test
  void an_unknown_property_or_context_key_of_the_farms_is_kept_to_be_told() {
    assertThat(
            SaidSettings.gather(Map.of(), Map.of("sheaf.stag", "a"), Map.of("sheaf:clustr", "no")))
        .containsOnlyKeys("sheaf:stag", "sheaf:clustr");
  }
}
