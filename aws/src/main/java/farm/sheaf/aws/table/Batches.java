package farm.sheaf.aws.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Requests for many items of a DynamoDB table at once. DynamoDB may leave a part of one undone,
 * which is asked for again.
 */
final class Batches {
  private static final int WRITES = 25;
  private static final int GETS = 100;
  private static final int TRIES = 8;

  private final DynamoDbClient client;
  private final String name;
  private final Pause pause;

  Batches(DynamoDbClient client, String name, Pause pause) {
    this.client = client;
    this.name = name;
    this.pause = pause;
  }

  /** The items of these keys, in any order, as all writes before left them. */
  List<Map<String, AttributeValue>> getAll(List<Key> keys) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += GETS) {
      List<Key> batch = keys.subList(from, Math.min(keys.size(), from + GETS));
      Map<String, KeysAndAttributes> rest =
          Map.of(
              name,
              KeysAndAttributes.builder()
                  .keys(batch.stream().map(Key::attributes).toList())
                  .consistentRead(true)
                  .build());
      for (int attempt = 1; !rest.isEmpty(); attempt++) {
        before(attempt);
        Map<String, KeysAndAttributes> asked = rest;
        var response = client.batchGetItem(request -> request.requestItems(asked));
        items.addAll(response.responses().getOrDefault(name, List.of()));
        rest = response.unprocessedKeys();
      }
    }
    return items;
  }

  void deleteAll(List<Key> keys) {
    List<WriteRequest> writes = keys.stream().map(Batches::delete).toList();
    for (int from = 0; from < writes.size(); from += WRITES) {
      Map<String, List<WriteRequest>> rest =
          Map.of(name, writes.subList(from, Math.min(writes.size(), from + WRITES)));
      for (int attempt = 1; !rest.isEmpty(); attempt++) {
        before(attempt);
        Map<String, List<WriteRequest>> asked = rest;
        rest = client.batchWriteItem(request -> request.requestItems(asked)).unprocessedItems();
      }
    }
  }

  private static WriteRequest delete(Key key) {
    return WriteRequest.builder().deleteRequest(delete -> delete.key(key.attributes())).build();
  }

  private void before(int attempt) {
    if (attempt > TRIES) {
      throw new IllegalStateException(
          "table %s left a part of a batch undone %d times; it is short of capacity"
              .formatted(name, TRIES));
    }
    if (attempt > 1) {
      pause.before(attempt);
    }
  }
}
