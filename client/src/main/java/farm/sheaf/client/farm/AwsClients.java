package farm.sheaf.client.farm;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The two clients of the AWS SDK that a command needs, for either kind of farm. */
record AwsClients(S3Client s3, LambdaClient lambda) {
  /** The region that a farm on one machine pretends to be in. */
  static final String LOCAL_REGION = "us-east-1";

  /** As AWS's own tools find it: environment, profile, role. */
  static AwsClients ofEnvironment() {
    return new AwsClients(
        S3Client.builder().httpClientBuilder(http()).build(),
        LambdaClient.builder().httpClientBuilder(http()).build());
  }

  /** A farm on this machine. */
  static AwsClients at(URI s3, URI lambda, AwsBasicCredentials key) {
    return new AwsClients(
        S3Client.builder()
            .applyMutation(local(s3, StaticCredentialsProvider.create(key)))
            .forcePathStyle(true)
            .httpClientBuilder(http())
            .build(),
        LambdaClient.builder()
            .applyMutation(local(lambda, StaticCredentialsProvider.create(key)))
            .httpClientBuilder(http())
            .build());
  }

  private static <B extends AwsClientBuilder<B, C>, C> Consumer<B> local(
      URI endpoint, AwsCredentialsProvider key) {
    return builder ->
        builder.endpointOverride(endpoint).region(Region.of(LOCAL_REGION)).credentialsProvider(key);
  }

  private static UrlConnectionHttpClient.Builder http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(Duration.ofSeconds(5))
        .socketTimeout(Duration.ofMinutes(2));
  }
}
