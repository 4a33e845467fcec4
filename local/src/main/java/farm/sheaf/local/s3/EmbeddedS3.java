package farm.sheaf.local.s3;

import farm.sheaf.json.ObjectCreated;
import farm.sheaf.local.home.FarmCredentials;
import farm.sheaf.local.home.FarmHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 server in this JVM, with its objects as files in the farm's home. It listens on the
 * loopback interface and checks Signature Version 4 with the home's credentials.
 */
public final class EmbeddedS3 implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedS3.class);
  private static final int THREADS = 64;
  private static final long STOP_MILLIS = 500;

  private final S3Proxy proxy;

  private EmbeddedS3(S3Proxy proxy) {
    this.proxy = proxy;
  }

  /** What the server holds, and whom it tells of it. */
  public record Setup(List<String> buckets, EventRules rules, Consumer<ObjectCreated> listener) {}

  /**
   * Starts the server with the buckets made.
   *
   * @param port 0 for any that is free
   * @throws IOException when the port is taken
   */
  public static EmbeddedS3 start(
      FarmHome home, FarmCredentials credentials, int port, Setup setup, InstantSource clock)
      throws IOException {
    WriteNotes notes = new WriteNotes(home.s3Writing());
    notes.cleanUp(home.s3());
    for (String bucket : setup.buckets()) {
      Files.createDirectories(home.s3().resolve(bucket));
    }
    EventingBlobStore store =
        new EventingBlobStore(
            new FilesystemNio2BlobStore(home.s3().toString()),
            notes,
            setup.rules(),
            setup.listener(),
            clock);
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(
                AuthenticationType.AWS_V4, credentials.accessKey(), credentials.secretKey())
            .ignoreUnknownHeaders(true)
            .jettyMaxThreads(THREADS)
            .stopTimeout(STOP_MILLIS)
            .build();
    start(proxy);
    return new EmbeddedS3(proxy);
  }

  private static void start(S3Proxy proxy) throws IOException {
    try {
      proxy.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server does not start", e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (TimeoutException e) {
      // Stopped all the same: somebody's connection was still open, and is cut.
      LOG.debug("s3-connections-cut");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server does not stop", e);
    }
  }
}
