package farm.sheaf.aws.table;

import java.time.Duration;
import java.util.stream.Stream;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * What the job table is made of. Its indexes hold keys only and few jobs change in them; what a
 * list shows is read from the table, which does not lag.
 */
final class TableDefinition {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int MOST_POLLS = 480;

  private TableDefinition() {}

  static void ensure(DynamoDbClient client, String name) {
    try {
      client.describeTable(request -> request.tableName(name));
    } catch (ResourceNotFoundException _) {
      create(client, name);
    }
    try (DynamoDbWaiter waiter =
        DynamoDbWaiter.builder()
            .client(client)
            .overrideConfiguration(
                config ->
                    config
                        .backoffStrategyV2(BackoffStrategy.fixedDelay(POLL))
                        .maxAttempts(MOST_POLLS))
            .build()) {
      waiter.waitUntilTableExists(request -> request.tableName(name));
    }
  }

  private static void create(DynamoDbClient client, String name) {
    client.createTable(
        request ->
            request
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    Stream.of(
                            Key.PARTITION,
                            Key.ITEM,
                            Index.BY_TIME.partition(),
                            Index.BY_TIME.place(),
                            Index.ACTIVE.partition())
                        .map(TableDefinition::text)
                        .toList())
                .keySchema(key(Key.PARTITION, KeyType.HASH), key(Key.ITEM, KeyType.RANGE))
                .globalSecondaryIndexes(index(Index.BY_TIME), index(Index.ACTIVE)));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static GlobalSecondaryIndex index(Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(key(index.partition(), KeyType.HASH), key(index.place(), KeyType.RANGE))
        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }
}
