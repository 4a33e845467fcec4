package farm.sheaf.aws;

import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** An SQS in this JVM, without any queue and forgetful, for tests. One is enough for all. */
public final class TestSqs {
  private static final SQSRestServer SERVER =
      SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();

  private TestSqs() {}

  /** The variables by which {@link AwsClients} finds it. */
  public static Map<String, String> environment() {
    int port = SERVER.waitUntilStarted().localAddress().getPort();
    return Map.of(
        "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:" + port,
        "AWS_REGION", "elasticmq",
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test");
  }
}
