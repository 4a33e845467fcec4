package farm.sheaf.aws.table;

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
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A DynamoDB table, with the few requests that the stores make. Names in expressions are written
 * {@code #name} throughout, since many good names are reserved words there.
 */
final class Table {
  private static final Pattern NAME = Pattern.compile("#([A-Za-z]+)");

  private final DynamoDbClient client;
  private final String name;

  Table(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /**
   * A change of one item.
   *
   * @param update what to set, add and remove
   * @param condition that must hold for it
   */
  record Change(String update, String condition, Map<String, AttributeValue> values) {}

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

  void put(Map<String, AttributeValue> item) {
    client.putItem(request -> request.tableName(name).item(item));
  }

  /** Writes the whole item if the condition holds, and tells whether it did. */
  boolean put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    try {
      client.putItem(
          request -> {
            request
                .tableName(name)
                .item(item)
                .conditionExpression(condition)
                .expressionAttributeNames(names(condition));
            if (!values.isEmpty()) {
              request.expressionAttributeValues(values);
            }
          });
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  /** Changes the item if the condition holds, and tells whether it did. */
  boolean update(Key key, Change change) {
    return update(key, change, ReturnValue.NONE).isPresent();
  }

  /** Changes the item if the condition holds; gives it after the change, or empty. */
  Optional<Map<String, AttributeValue>> updated(Key key, Change change) {
    return update(key, change, ReturnValue.ALL_NEW).map(UpdateItemResponse::attributes);
  }

  private Optional<UpdateItemResponse> update(Key key, Change change, ReturnValue wanted) {
    try {
      return Optional.of(
          client.updateItem(
              request ->
                  request
                      .tableName(name)
                      .key(key.attributes())
                      .updateExpression(change.update())
                      .conditionExpression(change.condition())
                      .expressionAttributeNames(names(change.update(), change.condition()))
                      .expressionAttributeValues(change.values())
                      .returnValues(wanted)));
    } catch (ConditionalCheckFailedException _) {
      return Optional.empty();
    }
  }

  /** All items of a partition, in order, as all writes before left them. */
  List<Map<String, AttributeValue>> query(String partition) {
    return query("#jobId = :partition", Map.of(":partition", Attributes.text(partition)), _ -> {})
        .toList();
  }

  /** The keys of a partition. */
  List<Key> keys(String partition) {
    String keys = "#jobId, #item";
    String condition = "#jobId = :partition";
    return query(
            condition,
            Map.of(":partition", Attributes.text(partition)),
            request ->
                request.projectionExpression(keys).expressionAttributeNames(names(condition, keys)))
        .map(Key::of)
        .toList();
  }

  /** All items of a partition whose place starts so, in order, as all writes before left them. */
  List<Map<String, AttributeValue>> query(String partition, String start) {
    return starting(partition, start, _ -> {}).toList();
  }

  /** The first of them, at most this many. */
  List<Map<String, AttributeValue>> query(String partition, String start, int limit) {
    return starting(partition, start, request -> request.limit(limit)).limit(limit).toList();
  }

  private Stream<Map<String, AttributeValue>> starting(
      String partition, String start, Consumer<QueryRequest.Builder> more) {
    return query(
        "#jobId = :partition AND begins_with(#item, :start)",
        Map.of(":partition", Attributes.text(partition), ":start", Attributes.text(start)),
        more);
  }

  private Stream<Map<String, AttributeValue>> query(
      String condition, Map<String, AttributeValue> values, Consumer<QueryRequest.Builder> more) {
    return client
        .queryPaginator(
            request -> {
              request
                  .tableName(name)
                  .keyConditionExpression(condition)
                  .expressionAttributeNames(names(condition))
                  .expressionAttributeValues(values)
                  .consistentRead(true);
              more.accept(request);
            })
        .items()
        .stream();
  }

  /** In which order an index is read. */
  enum Order {
    ASCENDING,
    DESCENDING
  }

  /**
   * Keys in an index, at most this many. It may lag behind writes.
   *
   * @param after only those behind this place
   */
  List<Map<String, AttributeValue>> index(
      Index index, Optional<AttributeValue> after, Order order, int limit) {
    String condition =
        "#%s = :partition".formatted(index.partition())
            + after.map(_ -> " AND #%s %s :after".formatted(index.place(), sign(order))).orElse("");
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":partition", index.wanted()));
    after.ifPresent(place -> values.put(":after", place));
    return query(
            condition,
            values,
            request ->
                request
                    .indexName(index.name())
                    .consistentRead(false)
                    .scanIndexForward(order == Order.ASCENDING)
                    .limit(limit))
        .limit(limit)
        .toList();
  }

  private static String sign(Order order) {
    return switch (order) {
      case ASCENDING -> ">";
      case DESCENDING -> "<";
    };
  }
}
