package farm.sheaf.aws.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A DynamoDB table, with the few requests that the job store makes. Names in expressions are
 * written {@code #name} throughout, since many good names are reserved words there.
 */
final class Table {
  private static final Pattern NAME = Pattern.compile("#([A-Za-z]+)");
  private static final int WRITE_BATCH = 25;
  private static final int GET_BATCH = 100;
  private static final int TRIES = 8;

  private final DynamoDbClient client;
  private final String name;
  private final Duration firstPause;

  /**
   * @param firstPause before what DynamoDB left undone is asked for again; each is twice as long
   */
  Table(DynamoDbClient client, String name, Duration firstPause) {
    this.client = client;
    this.name = name;
    this.firstPause = firstPause;
  }

  private static Map<String, String> names(String... expressions) {
    return Stream.of(expressions)
        .flatMap(expression -> NAME.matcher(expression).results())
        .collect(Collectors.toMap(MatchResult::group, found -> found.group(1), (a, _) -> a));
  }

  /** The item as all writes before left it; empty when there is none. */
  Map<String, AttributeValue> get(Key key) {
    return client
        .getItem(request -> request.tableName(name).key(key.attributes()).consistentRead(true))
        .item();
  }

  /** One attribute of the item; empty when there is no item, or no such attribute. */
  Map<String, AttributeValue> get(Key key, String attribute) {
    return client
        .getItem(
            request ->
                request
                    .tableName(name)
                    .key(key.attributes())
                    .projectionExpression("#" + attribute)
                    .expressionAttributeNames(names("#" + attribute))
                    .consistentRead(true))
        .item();
  }

  /** Writes the whole item if the condition holds, and tells whether it did. */
  boolean put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    try {
      client.putItem(
          request ->
              request
                  .tableName(name)
                  .item(item)
                  .conditionExpression(condition)
                  .expressionAttributeNames(names(condition))
                  .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  void put(Map<String, AttributeValue> item) {
    client.putItem(request -> request.tableName(name).item(item));
  }

  void delete(Key key) {
    client.deleteItem(request -> request.tableName(name).key(key.attributes()));
  }

  /** Changes the item if the condition holds; gives it after the change, or empty. */
  Optional<Map<String, AttributeValue>> update(
      Key key, String update, String condition, Map<String, AttributeValue> values) {
    try {
      return Optional.of(
          client
              .updateItem(
                  request ->
                      request
                          .tableName(name)
                          .key(key.attributes())
                          .updateExpression(update)
                          .conditionExpression(condition)
                          .expressionAttributeNames(names(update, condition))
                          .expressionAttributeValues(values)
                          .returnValues(ReturnValue.ALL_NEW))
              .attributes());
    } catch (ConditionalCheckFailedException _) {
      return Optional.empty();
    }
  }

  /** Changes the item, creating it where it is missing; gives it after the change. */
  Map<String, AttributeValue> update(Key key, String update, Map<String, AttributeValue> values) {
    return client
        .updateItem(
            request ->
                request
                    .tableName(name)
                    .key(key.attributes())
                    .updateExpression(update)
                    .expressionAttributeNames(names(update))
                    .expressionAttributeValues(values)
                    .returnValues(ReturnValue.ALL_NEW))
        .attributes();
  }

  /** All items of a partition whose place starts so, in order, as all writes before left them. */
  List<Map<String, AttributeValue>> query(String partition, String start) {
    boolean whole = start.isEmpty();
    String condition = "#jobId = :partition" + (whole ? "" : " AND begins_with(#item, :start)");
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":partition", Attributes.text(partition));
    if (!whole) {
      values.put(":start", Attributes.text(start));
    }
    return items(
        request ->
            request
                .keyConditionExpression(condition)
                .expressionAttributeNames(names(condition))
                .expressionAttributeValues(values)
                .consistentRead(true));
  }

  /** The keys in an index in descending order, at most this many. */
  List<Map<String, AttributeValue>> descending(
      String index, String condition, Map<String, AttributeValue> values, int limit) {
    return client
        .queryPaginator(
            request ->
                request
                    .tableName(name)
                    .indexName(index)
                    .keyConditionExpression(condition)
                    .expressionAttributeNames(names(condition))
                    .expressionAttributeValues(values)
                    .scanIndexForward(false)
                    .limit(limit))
        .items()
        .stream()
        .limit(limit)
        .toList();
  }

  /** All keys in an index. */
  List<Map<String, AttributeValue>> all(
      String index, String condition, Map<String, AttributeValue> values) {
    return items(
        request ->
            request
                .indexName(index)
                .keyConditionExpression(condition)
                .expressionAttributeNames(names(condition))
                .expressionAttributeValues(values));
  }

  private List<Map<String, AttributeValue>> items(Consumer<QueryRequest.Builder> query) {
    return client.queryPaginator(request -> query.accept(request.tableName(name))).items().stream()
        .toList();
  }

  /** The items of these keys, in any order, as all writes before left them. */
  List<Map<String, AttributeValue>> getAll(List<Key> keys) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += GET_BATCH) {
      List<Key> batch = keys.subList(from, Math.min(keys.size(), from + GET_BATCH));
      Map<String, KeysAndAttributes> rest =
          Map.of(
              name,
              KeysAndAttributes.builder()
                  .keys(batch.stream().map(Key::attributes).toList())
                  .consistentRead(true)
                  .build());
      for (int attempt = 1; !rest.isEmpty(); attempt++) {
        Map<String, KeysAndAttributes> asked = rest;
        var response = client.batchGetItem(request -> request.requestItems(asked));
        items.addAll(response.responses().getOrDefault(name, List.of()));
        rest = response.unprocessedKeys();
        pauseBefore(attempt, rest.size());
      }
    }
    return items;
  }

  /** Writes or deletes items without conditions, no two of the same key. */
  void writeAll(List<WriteRequest> writes) {
    for (int from = 0; from < writes.size(); from += WRITE_BATCH) {
      Map<String, List<WriteRequest>> rest =
          Map.of(name, writes.subList(from, Math.min(writes.size(), from + WRITE_BATCH)));
      for (int attempt = 1; !rest.isEmpty(); attempt++) {
        Map<String, List<WriteRequest>> asked = rest;
        rest = client.batchWriteItem(request -> request.requestItems(asked)).unprocessedItems();
        pauseBefore(attempt, rest.size());
      }
    }
  }

  void deleteAll(List<Key> keys) {
    writeAll(
        keys.stream()
            .map(
                key ->
                    WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key.attributes()))
                        .build())
            .toList());
  }

  /** Waits when DynamoDB left something undone, longer each time. */
  private void pauseBefore(int attempt, int undone) {
    if (undone == 0) {
      return;
    }
    if (attempt == TRIES) {
      throw new IllegalStateException(
          "table %s left a part of a batch undone %d times; it is short of capacity"
              .formatted(name, TRIES));
    }
    try {
      Thread.sleep(firstPause.multipliedBy(1L << (attempt - 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while table " + name + " was busy", e);
    }
  }
}
