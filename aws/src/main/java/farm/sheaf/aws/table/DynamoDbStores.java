package farm.sheaf.aws.table;

import farm.sheaf.core.port.Stores;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The job table on DynamoDB, as the farm's stores. */
public final class DynamoDbStores {
  /** Whoever was faster is done within this. */
  private static final Pause SOON = Pause.growing(Duration.ofMillis(20), Duration.ofMillis(500));

  /** A table that is short of capacity needs longer. */
  private static final Pause LATER = Pause.growing(Duration.ofMillis(100), Duration.ofSeconds(10));

  private DynamoDbStores() {}

  /** All of them on one table, which a deployment has made. */
  public static Stores of(DynamoDbClient client, String tableName) {
    Table table = new Table(client, tableName);
    return new Stores(
        new DynamoDbJobStore(table, new Batches(client, tableName, LATER)),
        new DynamoDbProgressStore(table, new RevisedItems(table, SOON)),
        new DynamoDbWorkerStore(table));
  }

  /** Creates the table where it is missing, and waits for it: for tests and trials. */
  public static void ensureTable(DynamoDbClient client, String tableName) {
    TableDefinition.ensure(client, tableName);
  }
}
