package farm.sheaf.aws.bucket;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.StubServer;
import farm.sheaf.aws.StubServer.Answer;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import org.junit.jupiter.api.Test;

/** What S3 answers on AWS and no embedded server does. */
class RefusalTest {
  @Test
  void row14_objects_that_s3_kept_in_an_answer_of_success_are_an_error() {
    String kept =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Error>
        <Key>a-1/frames/0002.png</Key><Code>AccessDenied</Code><Message>Access Denied</Message>
        </Error></DeleteResult>\
        """;
    try (StubServer server = new StubServer(_ -> new Answer(200, kept));
        AwsClients clients = new AwsClients(server.environment())) {
      FrameBucket frames = new FrameBucket(clients.s3(), "png");
      FrameSet three = FrameSet.range(1, 3);
      assertThatThrownBy(() -> frames.delete(new JobId("a-1"), ImageFormat.PNG, three))
          .isInstanceOf(BucketException.class)
          .hasMessageContainingAll("1 of 3", "a-1/frames/0002.png", "AccessDenied");
    }
  }

  @Test
  void a_forbidden_key_is_not_taken_for_a_missing_one() {
    try (StubServer server = new StubServer(_ -> new Answer(403, ""));
        AwsClients clients = new AwsClients(server.environment())) {
      SceneBucket scenes = new SceneBucket(clients.s3(), "scenes");
      assertThatThrownBy(() -> scenes.find("a.blend"))
          .isInstanceOf(BucketException.class)
          .hasMessageContainingAll("a.blend", "scenes", "s3:ListBucket");
    }
  }
}
