package farm.sheaf.deploy.cluster;

import farm.sheaf.account.AwsAccess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What a cluster of EKS knows its callers by: a request to STS that only the caller could sign, and
 * that the cluster sends for him to learn who he is (aws-iam-authenticator's API authorization). It
 * is good for 15 minutes; making one asks nobody, so each request gets its own.
 */
record ClusterToken(AwsAccess access, String cluster, InstantSource clock) {
  private static final String PREFIX = "k8s-aws-v1.";

  /** The longest that the authenticator takes. */
  private static final Duration GOOD = Duration.ofSeconds(60);

  String text() {
    Region region = Region.of(access.region());
    URI sts = URI.create("https://" + StsClient.serviceMetadata().endpointFor(region));
    SdkHttpRequest asks =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(sts)
            .encodedPath("/")
            .putRawQueryParameter("Action", "GetCallerIdentity")
            .putRawQueryParameter("Version", "2011-06-15")
            .putHeader("x-k8s-aws-id", cluster)
            .build();
    String url =
        AwsV4HttpSigner.create()
            .sign(
                signing ->
                    signing
                        .identity(access.credentials().resolveCredentials())
                        .request(asks)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                        .putProperty(
                            AwsV4FamilyHttpSigner.AUTH_LOCATION,
                            AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, GOOD)
                        .putProperty(HttpSigner.SIGNING_CLOCK, signingClock()))
            .request()
            .getUri()
            .toString();
    return PREFIX
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(url.getBytes(StandardCharsets.UTF_8));
  }

  private Clock signingClock() {
    return Clock.fixed(clock.instant(), ZoneOffset.UTC);
  }
}
