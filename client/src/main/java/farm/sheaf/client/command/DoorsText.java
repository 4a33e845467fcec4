package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.farm.Doors;
import farm.sheaf.talk.Json;
import java.util.List;

/** A farm's doors as data and as lines; never its secret key. */
final class DoorsText {
  private DoorsText() {}

  static ObjectNode json(Doors doors) {
    ObjectNode node = Json.object();
    node.put("home", doors.home().toString());
    node.put("pid", doors.pid());
    node.put("s3", doors.ends().s3().toString());
    node.put("sqs", doors.ends().sqs().toString());
    node.put("http", doors.ends().http().toString());
    return node;
  }

  static List<String> lines(Doors doors) {
    return List.of(
        "The farm runs in " + doors.home(),
        "  S3      " + doors.ends().s3(),
        "  SQS     " + doors.ends().sqs(),
        "  HTTP    " + doors.ends().http() + "  (Lambda's Invoke, and GET / for the queue)");
  }
}
