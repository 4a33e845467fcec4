package farm.sheaf.local.embedded;

import farm.sheaf.local.home.FarmCredentials;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.s3.EmbeddedS3;
import farm.sheaf.local.s3.EventRules;
import farm.sheaf.local.s3.S3EventQueue;
import farm.sheaf.local.sqs.EmbeddedSqs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** S3 and SQS in a home of their own, with clients that speak to them. */
public final class TestServices implements AutoCloseable {
  public static final String FRAMES = "png-files-bucket";
  public static final String SCENES = "render-files-bucket";

  private final EmbeddedS3 s3;
  private final EmbeddedSqs sqs;
  private final S3EventQueue events = new S3EventQueue("us-east-1");
  private final FarmCredentials credentials;

  private TestServices(Path folder) throws IOException {
    FarmHome home = new FarmHome(folder).create();
    this.credentials = FarmCredentials.of(home);
    this.sqs = EmbeddedSqs.start(home, 0, "us-east-1");
    this.s3 =
        EmbeddedS3.start(
            home,
            credentials,
            0,
            new EmbeddedS3.Setup(List.of(FRAMES, SCENES), new EventRules(FRAMES, SCENES), events),
            InstantSource.system());
  }

  public static TestServices start(Path folder) throws IOException {
    return new TestServices(folder);
  }

  public URI s3Endpoint() {
    return s3.endpoint();
  }

  public URI sqsEndpoint() {
    return sqs.endpoint();
  }

  public FarmCredentials credentials() {
    return credentials;
  }

  public S3Client s3Client() {
    return s3Client(s3.endpoint(), credentials);
  }

  static S3Client s3Client(URI endpoint, FarmCredentials credentials) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(provider(credentials))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  public SqsClient sqsClient() {
    return sqsClient(sqs.endpoint(), credentials);
  }

  static SqsClient sqsClient(URI endpoint, FarmCredentials credentials) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(provider(credentials))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private static StaticCredentialsProvider provider(FarmCredentials credentials) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey()));
  }

  /** Makes a queue whose messages come again after so many seconds. */
  public static String queue(SqsClient sqs, String name, int visibilitySeconds) {
    return sqs.createQueue(
            request ->
                request
                    .queueName(name)
                    .attributes(
                        Map.of(
                            QueueAttributeName.VISIBILITY_TIMEOUT,
                            Integer.toString(visibilitySeconds))))
        .queueUrl();
  }

  /** Sends the events of new objects to this queue. */
  public void sendEvents(SqsClient client, String queueUrl) {
    events.startSending(client, queueUrl);
  }

  @Override
  public void close() {
    events.close();
    s3.close();
    sqs.close();
  }
}
