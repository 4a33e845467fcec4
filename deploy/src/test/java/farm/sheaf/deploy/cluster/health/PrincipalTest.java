package farm.sheaf.deploy.cluster.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrincipalTest {
  private static final String ME = "arn:aws:sts::1:assumed-role/AWSReservedSSO_Admin_1f/me";

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::1:role/AWSReservedSSO_Admin_1f, true",
    "arn:aws:iam::1:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_1f, true",
    "arn:aws:iam::2:role/AWSReservedSSO_Admin_1f, false",
    "arn:aws:iam::1:user/AWSReservedSSO_Admin_1f, false",
    "arn:aws:iam::1:role/AWSReservedSSO_Admin_1, false",
    "arn:aws:iam::1:root, false"
  })
  void a_session_is_its_role_whatever_the_roles_path(String arn, boolean same) {
    assertThat(Principal.of(arn).equals(Principal.of(ME))).isEqualTo(same);
  }
}
