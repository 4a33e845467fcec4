package farm.sheaf.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.StubServer;
import farm.sheaf.aws.StubServer.Answer;
import farm.sheaf.core.job.JobId;
import farm.sheaf.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What DynamoDB does on AWS and no embedded server does: it leaves a part of a batch undone. */
class BatchesTest {
  private final List<Integer> asked = new ArrayList<>();
  private final List<Integer> pauses = new ArrayList<>();

  /** Does a write less than it is asked, once. */
  private Answer lazy(StubServer.Request request) {
    JsonNode writes = Json.parseObject(request.body()).at("/RequestItems/jobs");
    asked.add(writes.size());
    ObjectNode answer = Json.object();
    ObjectNode undone = answer.putObject("UnprocessedItems");
    if (asked.size() == 1) {
      ArrayNode rest = undone.putArray("jobs");
      rest.add(writes.get(0)).add(writes.get(1));
    }
    return new Answer(200, Json.write(answer));
  }

  private static List<Key> keys(int count) {
    JobId id = new JobId("a-1");
    return IntStream.range(0, count).mapToObj(i -> Key.failure(id, 1, i)).toList();
  }

  @Test
  void what_was_left_undone_is_asked_for_again() {
    try (StubServer server = new StubServer(this::lazy);
        AwsClients clients = new AwsClients(server.environment())) {
      new Batches(clients.dynamoDb(), "jobs", pauses::add).deleteAll(keys(30));
    }
    assertThat(asked).containsExactly(25, 2, 5);
    assertThat(pauses).containsExactly(2);
  }

  @Test
  void a_table_that_never_gets_done_is_named() {
    try (StubServer server =
            new StubServer(
                request -> {
                  JsonNode asked = Json.parseObject(request.body()).path("RequestItems");
                  ObjectNode answer = Json.object();
                  answer.set("UnprocessedItems", asked);
                  return new Answer(200, Json.write(answer));
                });
        AwsClients clients = new AwsClients(server.environment())) {
      Batches batches = new Batches(clients.dynamoDb(), "jobs", pauses::add);
      assertThatThrownBy(() -> batches.deleteAll(keys(1))).hasMessageContaining("jobs");
      assertThat(pauses).hasSize(7);
    }
  }
}
