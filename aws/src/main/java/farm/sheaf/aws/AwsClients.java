package farm.sheaf.aws;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's clients, each built when it is first asked for, because a function that starts cold
 * pays for every one.
 *
 * <p>They follow the variables that every AWS tool follows: {@code AWS_REGION}, {@code
 * AWS_ACCESS_KEY_ID} and its fellows, {@code AWS_ENDPOINT_URL_S3}, {@code _SQS}, {@code _DYNAMODB},
 * {@code AWS_ENDPOINT_URL}; what these do not say comes from the SDK's own chains.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** SQS holds a receive for up to 20 seconds before it answers that there is nothing. */
  private static final Duration SQS_ANSWER = Duration.ofSeconds(30);

  private static final Duration S3_ANSWER = Duration.ofSeconds(60);
  private static final Duration TABLE_ANSWER = Duration.ofSeconds(10);

  private final Map<String, String> environment;
  private final Optional<AwsCredentialsProvider> credentials;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private @Nullable S3Client s3;
  private @Nullable SqsClient sqs;
  private @Nullable DynamoDbClient dynamoDb;

  /**
   * @param environment usually {@link System#getenv()}
   */
  public AwsClients(Map<String, String> environment) {
    this(environment, credentials(environment));
  }

  /** With credentials that somebody else has found, say in a profile. */
  public AwsClients(Map<String, String> environment, AwsCredentialsProvider credentials) {
    this(environment, Optional.of(credentials));
  }

  private AwsClients(
      Map<String, String> environment, Optional<AwsCredentialsProvider> credentials) {
    this.environment = Map.copyOf(environment);
    this.credentials = credentials;
  }

  public synchronized S3Client s3() {
    if (s3 == null) {
      S3ClientBuilder builder = configured(S3Client.builder(), "S3").httpClient(http(S3_ANSWER));
      // A server with one address has no name per bucket.
      endpoint("S3").ifPresent(_ -> builder.forcePathStyle(true));
      s3 = open(builder::build);
    }
    return s3;
  }

  public synchronized SqsClient sqs() {
    if (sqs == null) {
      sqs = open(configured(SqsClient.builder(), "SQS").httpClient(http(SQS_ANSWER))::build);
    }
    return sqs;
  }

  public synchronized DynamoDbClient dynamoDb() {
    if (dynamoDb == null) {
      dynamoDb =
          open(
              configured(DynamoDbClient.builder(), "DYNAMODB").httpClient(http(TABLE_ANSWER))
                  ::build);
    }
    return dynamoDb;
  }

  private <B extends AwsClientBuilder<B, C>, C> B configured(B builder, String service) {
    endpoint(service).ifPresent(builder::endpointOverride);
    builder.region(region());
    credentials.ifPresent(builder::credentialsProvider);
    RequestLog.asked(environment)
        .ifPresent(
            log -> builder.overrideConfiguration(config -> config.addExecutionInterceptor(log)));
    return builder;
  }

  private Region region() {
    return variable("AWS_REGION")
        .or(() -> variable("AWS_DEFAULT_REGION"))
        .map(Region::of)
        .orElseGet(AwsClients::regionOfThisMachine);
  }

  /** From a profile, or from the EC2 instance that this is. */
  private static Region regionOfThisMachine() {
    try {
      return new DefaultAwsRegionProviderChain().getRegion();
    } catch (SdkClientException nowhere) {
      throw new IllegalArgumentException(
          "no AWS region is named; set AWS_REGION to the farm's, such as eu-central-1", nowhere);
    }
  }

  private Optional<URI> endpoint(String service) {
    return variable("AWS_ENDPOINT_URL_" + service)
        .or(() -> variable("AWS_ENDPOINT_URL"))
        .map(URI::create);
  }

  private static Optional<AwsCredentialsProvider> credentials(Map<String, String> environment) {
    String id = environment.get("AWS_ACCESS_KEY_ID");
    String secret = environment.get("AWS_SECRET_ACCESS_KEY");
    if (id == null || secret == null) {
      return Optional.empty();
    }
    return Optional.of(
        StaticCredentialsProvider.create(
            variable(environment, "AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret))));
  }

  private Optional<String> variable(String name) {
    return variable(environment, name);
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private SdkHttpClient http(Duration answer) {
    return open(
        () ->
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(answer)
                .build());
  }

  private <T extends AutoCloseable> T open(Supplier<T> build) {
    T resource = build.get();
    opened.push(resource);
    return resource;
  }

  /** Closes what was opened, the latest first. */
  @Override
  public synchronized void close() {
    opened.forEach(AwsClients::closeOne);
    opened.clear();
  }

  private static void closeOne(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("the SDK's clients close without errors", e);
    }
  }
}
