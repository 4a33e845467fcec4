package farm.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.sqs.SqsClient;

class RequestLogTest {
  @TempDir Path folder;

  @Test
  void every_request_is_a_line_that_says_what_it_touches() throws IOException {
    Map<String, String> environment = new HashMap<>(TestSqs.environment());
    environment.putAll(TestS3.environment());
    environment.put("SHEAF_REQUEST_LOG", folder.toString());
    String bucket = TestS3.newBucket();
    String queue = "queue-of-" + bucket;
    try (AwsClients clients = new AwsClients(environment)) {
      S3Client s3 = clients.s3();
      s3.putObject(r -> r.bucket(bucket).key("a b/1.png"), RequestBody.fromString("x"));
      s3.listObjectsV2(r -> r.bucket(bucket));
      List<ObjectIdentifier> objects = List.of(ObjectIdentifier.builder().key("a b/1.png").build());
      s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(objects)));
      SqsClient sqs = clients.sqs();
      sqs.createQueue(r -> r.queueName(queue));
      String url = sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
      sqs.receiveMessage(r -> r.queueUrl(url));
    }

    try (var files = Files.list(folder)) {
      assertThat(Files.readAllLines(files.findFirst().orElseThrow()))
          .containsExactly(
              "S3 PutObject " + bucket + "/a b/1.png",
              "S3 ListObjectsV2 " + bucket,
              "S3 DeleteObjects " + bucket + "/a b/1.png",
              "Sqs CreateQueue " + queue,
              "Sqs GetQueueUrl " + queue,
              "Sqs ReceiveMessage " + queue);
    }
  }
}
