package farm.sheaf.account;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.talk.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * How AWS is reached: with whose credentials, in which region, at which endpoints. All of it comes
 * from the variables and files that every AWS tool reads; the words {@code --region} and {@code
 * --profile} are variables by the time they are here, and programs that are started inherit them.
 *
 * @param environment with {@code AWS_REGION}, whichever way the region was found
 */
public record AwsAccess(Map<String, String> environment, AwsCredentialsProvider credentials) {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  public AwsAccess {
    environment = Map.copyOf(environment);
  }

  /** Finds region and credentials, without asking anybody outside this machine. */
  public static AwsAccess of(Map<String, String> environment) {
    if (variable(environment, "AWS_REGION").isPresent()
        && variable(environment, "AWS_SECRET_ACCESS_KEY").isPresent()) {
      return new AwsAccess(environment, fixed(environment));
    }
    Profiles profiles = Profiles.read(environment);
    Optional<String> profile = variable(environment, "AWS_PROFILE");
    profile.ifPresent(profiles::check);
    Map<String, String> whole = new LinkedHashMap<>(environment);
    whole.put("AWS_REGION", region(environment, profiles, profile.orElse("default")));
    return new AwsAccess(whole, credentials(environment, profiles, profile));
  }

  public String region() {
    return environment.getOrDefault("AWS_REGION", "");
  }

  /** The profile that was named, by word or variable. */
  public Optional<String> profile() {
    return variable(environment, "AWS_PROFILE");
  }

  /** The clients of the farm's own services. */
  public AwsClients clients() {
    return new AwsClients(environment, credentials);
  }

  /** What exceptions of calls to this account mean. */
  public Telling telling() {
    return new AccountTelling(this);
  }

  /** A client's builder with all of this; a refused connection is told within seconds. */
  public <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B configured(
      B builder, String service) {
    return configured(builder, service, ANSWER);
  }

  /**
   * A client's builder for calls that may take long.
   *
   * @param service as {@code AWS_ENDPOINT_URL_<SERVICE>} spells it
   */
  public <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B configured(
      B builder, String service, Duration longest) {
    builder
        .region(Region.of(region()))
        .credentialsProvider(credentials)
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(longest));
    variable(environment, "AWS_ENDPOINT_URL_" + service)
        .or(() -> variable(environment, "AWS_ENDPOINT_URL"))
        .ifPresent(url -> builder.endpointOverride(URI.create(url)));
    return builder;
  }

  private static String region(Map<String, String> environment, Profiles profiles, String profile) {
    return variable(environment, "AWS_REGION")
        .or(() -> variable(environment, "AWS_DEFAULT_REGION"))
        .or(() -> profiles.property(profile, "region"))
        .orElseThrow(
            () ->
                Problem.usage(
                    "Which region? None is given, and the AWS profile \"%s\" names none.\nAdd it, such as: --region eu-central-1"
                        .formatted(profile)));
  }

  private static AwsCredentialsProvider credentials(
      Map<String, String> environment, Profiles profiles, Optional<String> profile) {
    if (variable(environment, "AWS_SECRET_ACCESS_KEY").isPresent()) {
      return fixed(environment);
    }
    String name = profile.orElse("default");
    if (profiles.property(name, "login_session").isPresent()) {
      // Made by `aws login`, which only the AWS CLI itself can refresh.
      return ProcessCredentialsProvider.builder()
          .command(
              List.of(
                  "aws",
                  "configure",
                  "export-credentials",
                  "--format",
                  "process",
                  "--profile",
                  name))
          .build();
    }
    return profile.isPresent()
        ? ProfileCredentialsProvider.builder()
            .profileFile(profiles.file())
            .profileName(name)
            .build()
        : DefaultCredentialsProvider.builder().profileFile(profiles::file).build();
  }

  private static AwsCredentialsProvider fixed(Map<String, String> environment) {
    String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    return StaticCredentialsProvider.create(
        variable(environment, "AWS_SESSION_TOKEN")
            .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
            .orElseGet(() -> AwsBasicCredentials.create(id, secret)));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
