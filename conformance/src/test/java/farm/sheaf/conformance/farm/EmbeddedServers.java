package farm.sheaf.conformance.farm;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.Dynalite;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.aws.TestSqs;
import farm.sheaf.local.home.FarmCredentials;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.s3.EmbeddedS3;
import farm.sheaf.local.s3.EventRules;
import farm.sheaf.local.s3.S3EventQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers that every build has: S3Proxy and ElasticMQ in this JVM, dynalite beside it. */
public final class EmbeddedServers implements Servers {
  private static final String REGION = "us-east-1";

  private final S3EventQueue events = new S3EventQueue(REGION);
  private final FarmCredentials credentials;
  private final EmbeddedS3 s3;
  private final Dynalite dynalite;

  private EmbeddedServers(FarmResources names, Path folder) throws IOException {
    FarmHome home = new FarmHome(folder).create();
    EventRules rules = new EventRules(names.buckets().pngFiles(), names.buckets().renderFiles());
    credentials = FarmCredentials.of(home);
    s3 =
        EmbeddedS3.start(
            home,
            credentials,
            0,
            new EmbeddedS3.Setup(List.of(), rules, events),
            InstantSource.system());
    dynalite = Dynalite.start();
  }

  /** Starts them; S3 tells of the objects of the farm of these names. */
  public static EmbeddedServers start(FarmResources names, Path folder) throws IOException {
    return new EmbeddedServers(names, folder);
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>(dynalite.environment());
    all.putAll(TestSqs.environment());
    all.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
    all.put("AWS_ACCESS_KEY_ID", credentials.accessKey());
    all.put("AWS_SECRET_ACCESS_KEY", credentials.secretKey());
    all.put("AWS_REGION", REGION);
    return all;
  }

  @Override
  public News tellOfObjects(FarmParts parts, AwsClients clients) {
    events.startSending(clients.sqs(), parts.url(parts.names().queues().frameEvents()));
    return News.BY_EVENTS;
  }

  @Override
  public void close() {
    events.close();
    dynalite.close();
    s3.close();
  }
}
