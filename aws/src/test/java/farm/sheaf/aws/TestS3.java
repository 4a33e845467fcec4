package farm.sheaf.aws;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 in this JVM with its objects below the build folder, for tests. One is enough for all. */
public final class TestS3 {
  private static final S3Proxy SERVER = start();

  /** Path style, and with the checksums that the farm's clients use. */
  public static final S3Client CLIENT = new AwsClients(environment()).s3();

  private TestS3() {}

  private static S3Proxy start() {
    try {
      Path folder =
          Files.createDirectories(Path.of("target", "test-s3", newName()).toAbsolutePath());
      S3Proxy proxy =
          S3Proxy.builder()
              .blobStore(new FilesystemNio2BlobStore(folder.toString()))
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V4, "test", "test")
              .ignoreUnknownHeaders(true)
              .build();
      proxy.start();
      return proxy;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server for tests does not start", e);
    }
  }

  /** The variables by which {@link AwsClients} finds it. */
  public static Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + SERVER.getPort(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test");
  }

  /** A new bucket's name. */
  public static String newBucket() {
    String name = newName();
    CLIENT.createBucket(request -> request.bucket(name));
    return name;
  }

  private static String newName() {
    return "test-" + UUID.randomUUID();
  }
}
