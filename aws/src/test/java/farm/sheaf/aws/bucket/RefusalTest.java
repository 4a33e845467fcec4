package farm.sheaf.aws.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import farm.sheaf.aws.AwsClients;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What S3 answers on AWS and no embedded server does. */
class RefusalTest {
  private final HttpServer server = open();
  private final AwsClients clients =
      new AwsClients(
          Map.of(
              "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort(),
              "AWS_REGION", "us-east-1",
              "AWS_ACCESS_KEY_ID", "test",
              "AWS_SECRET_ACCESS_KEY", "test"));

  private static HttpServer open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    clients.close();
    server.stop(0);
  }

  private void answer(int status, String body) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange.getResponseHeaders().add("Content-Type", "application/xml");
          exchange.sendResponseHeaders(status, head ? -1 : body.getBytes(UTF_8).length);
          if (!head) {
            exchange.getResponseBody().write(body.getBytes(UTF_8));
          }
          exchange.close();
        });
  }

  @Test
  void row14_objects_that_s3_kept_in_an_answer_of_success_are_an_error() {
    answer(
        200,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Error>
        <Key>a-1/frames/0002.png</Key><Code>AccessDenied</Code><Message>Access Denied</Message>
        </Error></DeleteResult>\
        """);
    FrameBucket frames = new FrameBucket(clients.s3(), "png");
    assertThatThrownBy(() -> frames.delete(new JobId("a-1"), ImageFormat.PNG, FrameSet.range(1, 3)))
        .isInstanceOf(BucketException.class)
        .hasMessageContainingAll("1 of 3", "a-1/frames/0002.png", "AccessDenied");
  }

  @Test
  void a_forbidden_key_is_not_taken_for_a_missing_one() {
    answer(403, "");
    SceneBucket scenes = new SceneBucket(clients.s3(), "scenes");
    assertThatThrownBy(() -> scenes.find("a.blend"))
        .isInstanceOf(BucketException.class)
        .hasMessageContainingAll("a.blend", "scenes", "s3:ListBucket");
  }
}
