package farm.sheaf.aws.table;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.Dynalite;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.JobStoreContract;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbJobStoreTest extends JobStoreContract {
  private static @Nullable Dynalite server;
  private static @Nullable AwsClients clients;

  @BeforeAll
  static void start() {
    Optional<String> unavailable = Dynalite.unavailable();
    unavailable.ifPresent(System.err::println);
    assumeTrue(unavailable.isEmpty(), () -> unavailable.orElse(""));
    Dynalite started = Dynalite.start();
    server = started;
    clients = new AwsClients(started.environment());
  }

  @AfterAll
  static void stop() {
    if (clients != null) {
      clients.close();
    }
    if (server != null) {
      server.close();
    }
  }

  static DynamoDbClient client() {
    if (clients == null) {
      throw new IllegalStateException("the server was not started");
    }
    return clients.dynamoDb();
  }

  @Override
  protected JobStore newStore() {
    DynamoDbJobStore store = new DynamoDbJobStore(client(), "jobs-" + UUID.randomUUID());
    store.ensureTable();
    return store;
  }
}
