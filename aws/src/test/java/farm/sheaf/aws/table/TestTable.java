package farm.sheaf.aws.table;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.Dynalite;
import farm.sheaf.core.port.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A job table of its own for a test, on a server that all tests of this JVM share and that ends
 * with it. Where there is no such server, the test does not run, and the build says so.
 *
 * @param log the folder in which its requests are written down
 */
record TestTable(DynamoDbClient client, String name, Path log) {
  /** Loaded when a test first needs it. */
  private static final class Server {
    static final Optional<String> UNAVAILABLE = Dynalite.unavailable();
    static final Map<String, String> ENVIRONMENT =
        UNAVAILABLE.isPresent() ? Map.of() : Dynalite.start().environment();

    static {
      UNAVAILABLE.ifPresent(System.err::println);
    }
  }

  static TestTable create() {
    assumeTrue(Server.UNAVAILABLE.isEmpty(), () -> Server.UNAVAILABLE.orElse(""));
    String name = "jobs-" + UUID.randomUUID();
    Path log = Path.of("target", "requests", name).toAbsolutePath();
    Map<String, String> environment = new HashMap<>(Server.ENVIRONMENT);
    environment.put("SHEAF_REQUEST_LOG", log.toString());
    DynamoDbClient client = new AwsClients(environment).dynamoDb();
    try {
      Files.createDirectories(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DynamoDbStores.ensureTable(client, name);
    TestTable made = new TestTable(client, name, log);
    made.requests();
    return made;
  }

  /** The operations that were asked for since the last call, or since the table was made. */
  List<String> requests() {
    List<String> operations = new ArrayList<>();
    try (var files = Files.list(log)) {
      for (Path file : files.toList()) {
        Files.readAllLines(file).forEach(line -> operations.add(line.split(" ", -1)[1]));
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return operations;
  }

  Stores stores() {
    return DynamoDbStores.of(client, name);
  }

  Table table() {
    return new Table(client, name);
  }

  int bytes(Key key) {
    return bytes(List.of(table().get(key)));
  }

  /** What items take, by DynamoDB's rules. */
  static int bytes(List<Map<String, AttributeValue>> items) {
    return items.stream().mapToInt(ItemSize::of).sum();
  }
}
