package farm.sheaf.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.account.AwsAccess;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The form that aws-iam-authenticator documents and {@code aws eks get-token} prints. */
final class ClusterTokenTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z"));

  @Test
  void it_is_a_signed_request_to_the_region_s_sts_that_names_the_cluster() {
    String url = url(token("worker-cluster-alpha"));

    assertThat(url)
        .startsWith("https://sts.eu-central-1.amazonaws.com/?")
        .contains(
            "Action=GetCallerIdentity",
            "Version=2011-06-15",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256",
            "X-Amz-Date=20261120T100000Z",
            "X-Amz-Expires=60",
            "X-Amz-SignedHeaders=host%3Bx-k8s-aws-id",
            "X-Amz-Credential=AKID%2F20261120%2Feu-central-1%2Fsts%2Faws4_request")
        .doesNotContain("secret");
  }

  @Test
  void another_cluster_s_token_has_another_signature() {
    assertThat(url(token("worker-cluster-alpha")))
        .isNotEqualTo(url(token("worker-cluster-beta")))
        .isEqualTo(url(token("worker-cluster-alpha")));
  }

  private static String token(String cluster) {
    AwsAccess access =
        AwsAccess.of(
            Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "AKID",
                "AWS_SECRET_ACCESS_KEY", "secret"));
    return new ClusterToken(access, cluster, CLOCK).text();
  }

  private static String url(String token) {
    assertThat(token).startsWith("k8s-aws-v1.").doesNotContain("=");
    byte[] url = Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length()));
    return new String(url, StandardCharsets.UTF_8);
  }
}
