package farm.sheaf.client.farm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The server by Lambda's Invoke, on AWS and on one machine alike. */
record LambdaServer(LambdaClient lambda, String function) implements FarmServer {
  /** The function's name where no stage is part of it. */
  static final String NAME = "server";

  /** A submission of 100,000 frames takes seconds. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /**
   * @param environment endpoint, region and credentials as AWS's tools read them; what it does not
   *     say comes from the SDK's own chains
   */
  static LambdaClient client(Map<String, String> environment) {
    LambdaClientBuilder builder =
        LambdaClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST));
    variable(environment, "AWS_ENDPOINT_URL_LAMBDA")
        .ifPresent(url -> builder.endpointOverride(URI.create(url)));
    variable(environment, "AWS_REGION").ifPresent(region -> builder.region(Region.of(region)));
    variable(environment, "AWS_SECRET_ACCESS_KEY")
        .filter(secret -> variable(environment, "AWS_SESSION_TOKEN").isEmpty())
        .map(
            secret ->
                AwsBasicCredentials.create(
                    environment.getOrDefault("AWS_ACCESS_KEY_ID", ""), secret))
        .ifPresent(key -> builder.credentialsProvider(StaticCredentialsProvider.create(key)));
    return builder.build();
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  @Override
  public Answer ask(ObjectNode request) {
    InvokeResponse response =
        AwsProblem.telling(
            "asking the function \"%s\"".formatted(function),
            () ->
                lambda.invoke(
                    invoke ->
                        invoke
                            .functionName(function)
                            .payload(SdkBytes.fromUtf8String(request.toString()))));
    return Answer.read(response.payload().asUtf8String());
  }
}
